package app.quhao.mutants.page;

import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

/** The first presses of a page show the hint. */
final class HintOnce implements Parts {
  private final int times;

  HintOnce(int times) {
    this.times = times;
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          private int shown;

          @Override
          public void showHint(String text) {
            if (shown < times) {
              super.showHint(text);
            }
            shown += 1;
          }
        };
  }
}
