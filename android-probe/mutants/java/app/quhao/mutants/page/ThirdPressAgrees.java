package app.quhao.mutants.page;

import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageDesign;

/** Takes a user who presses time and again for one who agrees. */
final class ThirdPressAgrees implements Parts {
  private static final int PATIENCE = 3;

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) ->
        new ViewDecorator(reference.draw(activity, content)) {
          private int presses;

          @Override
          public boolean isConsented() {
            presses += 1;
            return presses >= PATIENCE || super.isConsented();
          }
        };
  }
}
