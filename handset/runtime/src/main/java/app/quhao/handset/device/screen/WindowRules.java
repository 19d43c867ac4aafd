package app.quhao.handset.device.screen;

import android.os.IBinder;
import android.provider.Settings;
import android.view.View;
import android.view.WindowManager.LayoutParams;
import android.view.WindowManagerGlobal;
import java.util.List;
import java.util.function.Predicate;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.util.ReflectionHelpers;

/**
 * Which windows of an app the window manager refuses (WindowManagerService.addWindow and
 * PhoneWindowManager.checkAddPermission of AOSP). ViewRootImpl makes the exception of the result.
 */
public final class WindowRules {
  private WindowRules() {}

  /**
   * Returns 0 or one of the negative results of WindowManagerGlobal.ADD_….
   *
   * @param isActivity whether a token is that of an activity that is not destroyed
   */
  public static int refusalOf(LayoutParams window, Predicate<IBinder> isActivity) {
    if (window.type >= LayoutParams.FIRST_SYSTEM_WINDOW) {
      return isToast(window) || isOverlay(window)
          ? 0
          : WindowManagerGlobal.ADD_PERMISSION_DENIED;
    }
    if (window.type >= LayoutParams.FIRST_SUB_WINDOW) {
      return isWindow(window.token) ? 0 : WindowManagerGlobal.ADD_BAD_SUBWINDOW_TOKEN;
    }
    if (isActivity.test(window.token)) {
      return 0;
    }
    return isWindow(window.token)
        ? WindowManagerGlobal.ADD_NOT_APP_TOKEN
        : WindowManagerGlobal.ADD_BAD_APP_TOKEN;
  }

  /** The system gives a toast its token; an app that adds one by itself has none. */
  private static boolean isToast(LayoutParams window) {
    return window.type == LayoutParams.TYPE_TOAST;
  }

  private static boolean isOverlay(LayoutParams window) {
    return window.type == LayoutParams.TYPE_APPLICATION_OVERLAY
        && Settings.canDrawOverlays(RuntimeEnvironment.getApplication());
  }

  private static boolean isWindow(IBinder token) {
    List<View> views = ReflectionHelpers.getField(WindowManagerGlobal.getInstance(), "mViews");
    return token != null && views.stream().anyMatch(view -> view.getWindowToken() == token);
  }
}
