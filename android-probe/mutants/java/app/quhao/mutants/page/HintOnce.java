package app.quhao.mutants.page;

import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

final class HintOnce implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          private boolean wasShown;

          @Override
          public void showHint(String text) {
            if (!wasShown) {
              super.showHint(text);
            }
            wasShown = true;
          }
        };
  }
}
