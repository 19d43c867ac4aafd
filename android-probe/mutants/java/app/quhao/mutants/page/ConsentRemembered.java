package app.quhao.mutants.page;

import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import com.cmic.gen.sdk.view.PageScene;
import java.util.concurrent.atomic.AtomicBoolean;

final class ConsentRemembered implements Parts {
  private final AtomicBoolean hasConsented = new AtomicBoolean();

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      if (hasConsented.get()) {
        view.setConsented(true);
      }
      return view;
    };
  }

  @Override
  public PageActions pageActions(PageActions reference, PageScene scene) {
    return new ActionsDecorator(reference) {
      @Override
      public void press() {
        hasConsented.compareAndSet(false, scene.view.isConsented());
        super.press();
      }
    };
  }
}
