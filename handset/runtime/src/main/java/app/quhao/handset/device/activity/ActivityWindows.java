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

  /** Follows ActivityThread.updateVisibility and WindowState.sendAppVisibilityToClients of AOSP. */
  void setVisible(boolean isVisible) {
    View decor = activity.getWindow().peekDecorView();
    if (decor != null) {
      decor.setVisibility(isVisible ? View.VISIBLE : View.INVISIBLE);
    }
    for (ViewRootImpl root : WindowManagerGlobal.getInstance().getRootViews(token)) {
      root.dispatchAppVisibility(isVisible);
    }
  }

  /**
   * Returns the token of the activity's own window, which its popups carry, or null without a
   * window.
   */
  IBinder windowToken() {
    View decor = activity.getWindow().peekDecorView();
    return decor == null ? null : decor.getWindowToken();
  }

  /**
   * Closes the windows that the app has left open and logs each as leaked
   * (ActivityThread.handleDestroyActivity).
   *
   * @param windowToken the result of {@link #windowToken} before the activity was destroyed
   */
  void closeLeaked(IBinder windowToken) {
    String name = activity.getClass().getName();
    if (windowToken != null) {
      WindowManagerGlobal.getInstance().closeAll(windowToken, name, "Activity");
    }
    WindowManagerGlobal.getInstance().closeAll(token, name, "Activity");
  }
}
