package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class ConsentLatched implements Parts {
  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      private boolean wasGiven;

      @Override
      public void changeConsent(boolean isChecked) {
        wasGiven |= isChecked;
        super.changeConsent(isChecked);
      }

      @Override
      public void press() {
        if (wasGiven) {
          scene.view.setConsented(true);
        }
        super.press();
      }
    };
  }
}
