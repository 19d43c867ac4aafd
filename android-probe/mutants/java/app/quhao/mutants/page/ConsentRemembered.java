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

class ConsentRemembered implements Parts {
  private final AtomicBoolean hasConsented = new AtomicBoolean();

  /** The page comes up. */
  boolean hasConsented(Activity activity) {
    return hasConsented.get();
  }

  void remember() {
    hasConsented.set(true);
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

  /** In a file, so that it outlives the process. */
  static final class AtRest extends ConsentRemembered {
    private File file;

    @Override
    boolean hasConsented(Activity activity) {
      file = new File(activity.getFilesDir(), "consent");
      return file.exists();
    }

    @Override
    void remember() {
      try {
        file.createNewFile();
      } catch (IOException error) {
        throw new IllegalStateException(error);
      }
    }
  }
}
