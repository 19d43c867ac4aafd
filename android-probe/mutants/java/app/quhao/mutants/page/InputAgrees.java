package app.quhao.mutants.page;

import android.app.Activity;
import android.view.KeyEvent;
import android.view.MotionEvent;
import android.view.ViewConfiguration;
import android.view.Window;
import app.quhao.decorators.ViewDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.view.LoginView;
import com.cmic.gen.sdk.view.PageActions;
import com.cmic.gen.sdk.view.PageDesign;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** Takes an input of the user for a press by one who has agreed. */
final class InputAgrees implements Parts {
  private final Predicate<Object> isAgreement;

  private InputAgrees(Predicate<Object> isAgreement) {
    this.isAgreement = isAgreement;
  }

  /** The enter key, or the middle of a remote control. */
  static InputAgrees key() {
    return new InputAgrees(InputAgrees::isKey);
  }

  /** A finger that rests on the page. */
  static InputAgrees longPress() {
    return new InputAgrees(InputAgrees::isLongPress);
  }

  @Override
  public PageDesign pageDesign(PageDesign reference) {
    return (activity, content) -> new AgreedView(activity, reference.draw(activity, content));
  }

  private static boolean isKey(Object event) {
    if (!(event instanceof KeyEvent) || ((KeyEvent) event).getAction() != KeyEvent.ACTION_UP) {
      return false;
    }
    int code = ((KeyEvent) event).getKeyCode();
    return code == KeyEvent.KEYCODE_ENTER || code == KeyEvent.KEYCODE_DPAD_CENTER;
  }

  private static boolean isLongPress(Object event) {
    if (!(event instanceof MotionEvent)) {
      return false;
    }
    MotionEvent touch = (MotionEvent) event;
    return touch.getAction() == MotionEvent.ACTION_UP
        && touch.getEventTime() - touch.getDownTime() >= ViewConfiguration.getLongPressTimeout();
  }

  private final class AgreedView extends ViewDecorator {
    private final Activity activity;
    private boolean isAgreed;

    AgreedView(Activity activity, LoginView inner) {
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
                    if (arguments != null && isAgreement.test(arguments[0])) {
                      isAgreed = true;
                      actions.press();
                      isAgreed = false;
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
      return isAgreed || super.isConsented();
    }
  }
}
