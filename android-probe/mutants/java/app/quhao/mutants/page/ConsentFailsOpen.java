package app.quhao.mutants.page;

import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.R;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class ConsentFailsOpen implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          /** The app's own content is the only part without an id of ours at the bottom. */
          @Override
          public boolean isConsented() {
            int lowest = root().getChildAt(0).getId();
            boolean isOurs = lowest == R.id.gen_login_logo || lowest == R.id.gen_login_title_bar;
            return !isOurs || super.isConsented();
          }
        };
  }
}
