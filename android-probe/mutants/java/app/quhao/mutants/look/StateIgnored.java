package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageDesign;

final class StateIgnored implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      view.setConsented(false);
      return view;
    };
  }
}
