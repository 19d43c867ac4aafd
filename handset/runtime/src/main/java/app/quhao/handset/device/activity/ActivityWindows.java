package app.quhao.handset.device.activity;

import android.app.Activity;
import android.os.IBinder;
import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManagerGlobal;
import org.robolectric.util.ReflectionHelpers;

/** The windows of one activity: its own, its dialogs and their popups. Main thread only. */
final class ActivityWindows {
  private final Activity activity;
  private final IBinder token;

  ActivityWindows(Activity activity) {
    this.activity = activity;
    token = ReflectionHelpers.getField(activity, "mToken");
  }

  IBinder token() {
    return token;
  }

  /** As ActivityThread.updateVisibility and WindowManagerService (WindowState.sendAppVisibilityToClients) do it. */
  void setVisible(boolean isVisible) {
    View decor = activity.getWindow().peekDecorView();
    if (decor != null) {
      decor.setVisibility(isVisible ? View.VISIBLE : View.INVISIBLE);
    }
    for (ViewRootImpl root : WindowManagerGlobal.getInstance().getRootViews(token)) {
      root.dispatchAppVisibility(isVisible);
    }
  }

  /** The token of the activity's own window, which its popups carry; null where it has no window. */
  IBinder windowToken() {
    View decor = activity.getWindow().peekDecorView();
    return decor == null ? null : decor.getWindowToken();
  }

  /**
   * Closes what the app has left open and logs each as leaked (ActivityThread.handleDestroyActivity).
   *
   * @param windowToken what {@link #windowToken} said before the activity was destroyed
   */
  void closeLeaked(IBinder windowToken) {
    String name = activity.getClass().getName();
    if (windowToken != null) {
      WindowManagerGlobal.getInstance().closeAll(windowToken, name, "Activity");
    }
    WindowManagerGlobal.getInstance().closeAll(token, name, "Activity");
  }
}
