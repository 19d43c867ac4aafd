package app.quhao.handset.device.shadow;

import android.view.WindowManager.LayoutParams;
import android.view.WindowManagerGlobal;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.screen.WindowRules;
import java.util.Arrays;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowWindowManagerGlobal;

/** Adds windows by the rules of Android's window manager. Robolectric adds each. */
@Implements(value = WindowManagerGlobal.class, isInAndroidSdk = false)
public final class WindowManagerGlobalShadow extends ShadowWindowManagerGlobal {
  @Override
  protected WindowSessionDelegate createWindowSessionDelegate() {
    return new Session();
  }

  private static final class Session extends WindowSessionDelegate {
    @Override
    protected int addToDisplay(Object[] arguments) {
      int refusal =
          Arrays.stream(arguments)
              .filter(LayoutParams.class::isInstance)
              .map(LayoutParams.class::cast)
              .mapToInt(Session::refusalOf)
              .findFirst()
              .orElse(0);
      return refusal < 0 ? refusal : super.addToDisplay(arguments);
    }

    private static int refusalOf(LayoutParams window) {
      return WindowRules.refusalOf(window, Handset.current().services().activities()::hasToken);
    }
  }
}
