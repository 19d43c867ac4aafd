package app.quhao.variants.page;

import app.quhao.decorators.ActionsDecorator;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;

final class ButtonWaitsForConsent implements Parts {

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView drawn = reference.draw(activity, content);
      return new ViewDecorator(drawn) {
        private boolean isUnlocked = true;

        @Override
        public void listen(PageActions actions) {
          update();
          super.listen(
              new ActionsDecorator(actions) {
                @Override
                public void changeConsent(boolean isChecked) {
                  update();
                  super.changeConsent(isChecked);
                }
              });
        }

        @Override
        public boolean isPressable() {
          return isUnlocked;
        }

        @Override
        public void setPressable(boolean isPressable) {
          isUnlocked = isPressable;
          update();
        }

        private void update() {
          super.setPressable(isUnlocked && isConsented());
        }
      };
    };
  }
}
