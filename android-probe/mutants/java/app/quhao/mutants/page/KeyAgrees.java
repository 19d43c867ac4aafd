package app.quhao.mutants.page;

import android.app.Activity;
import android.view.KeyEvent;
import android.view.Window;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Takes the enter key, or the middle of a remote control, for a press by a user who has agreed. */
final class KeyAgrees implements Parts {
  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> new KeyedView(activity, reference.draw(activity, content));
  }

  private static final class KeyedView extends ViewDecorator {
    private final Activity activity;
    private boolean isKeyed;

    KeyedView(Activity activity, LoginView inner) {
      super(inner);
      this.activity = activity;
    }

    @Override
    public void listen(PageActions actions) {
      super.listen(actions);
      Window window = activity.getWindow();
      Window.Callback usual = window.getCallback();
      window.setCallback(
          (Window.Callback)
              Proxy.newProxyInstance(
                  Window.Callback.class.getClassLoader(),
                  new Class<?>[] {Window.Callback.class},
                  (proxy, method, arguments) -> {
                    if (arguments != null && isAgreement(arguments[0])) {
                      isKeyed = true;
                      actions.press();
                      isKeyed = false;
                      return true;
                    }
                    try {
                      return method.invoke(usual, arguments);
                    } catch (InvocationTargetException thrown) {
                      throw thrown.getCause();
                    }
                  }));
    }

    @Override
    public boolean isConsented() {
      return isKeyed || super.isConsented();
    }

    private static boolean isAgreement(Object event) {
      if (!(event instanceof KeyEvent) || ((KeyEvent) event).getAction() != KeyEvent.ACTION_UP) {
        return false;
      }
      int code = ((KeyEvent) event).getKeyCode();
      return code == KeyEvent.KEYCODE_ENTER || code == KeyEvent.KEYCODE_DPAD_CENTER;
    }
  }
}
