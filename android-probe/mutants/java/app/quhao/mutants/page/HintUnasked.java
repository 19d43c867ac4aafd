package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageScene;

final class HintUnasked implements Parts {
  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        super.press();
        if (!scene.view.isConsented()) {
          scene.view.showHint("请先勾选协议");
        }
      }
    };
  }
}
