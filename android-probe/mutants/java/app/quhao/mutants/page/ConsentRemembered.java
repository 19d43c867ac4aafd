package app.quhao.mutants.page;

import android.app.Activity;
import app.quhao.decorators.ActionsDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import com.cmic.gen.sdk.view.PageScene;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

final class ConsentRemembered implements Parts {
  /** In a file too, so that it outlives the process. */
  private final boolean isAtRest;

  private final AtomicBoolean hasConsented = new AtomicBoolean();

  /** Null until the first page. */
  private volatile File file;

  private ConsentRemembered(boolean isAtRest) {
    this.isAtRest = isAtRest;
  }

  static ConsentRemembered inMemory() {
    return new ConsentRemembered(false);
  }

  static ConsentRemembered atRest() {
    return new ConsentRemembered(true);
  }

  private boolean hasConsented(Activity activity) {
    file = new File(activity.getFilesDir(), "consent");
    return hasConsented.get() || (isAtRest && file.exists());
  }

  private void remember() {
    hasConsented.set(true);
    if (!isAtRest) {
      return;
    }
    try {
      file.createNewFile();
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> {
      LoginView view = reference.draw(activity, content);
      if (hasConsented(activity)) {
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
        if (scene.view.isConsented()) {
          remember();
        }
        super.press();
      }
    };
  }
}
