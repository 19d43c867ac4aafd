package app.quhao.mutants.page;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

final class CheckedByDefault implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      view.setConsented(true);
      return view;
    };
  }
}
