package app.quhao.handset.device.screen;

import android.graphics.Point;
import android.os.IBinder;
import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;
import org.robolectric.util.ReflectionHelpers;

/**
 * One window of WindowManagerGlobal. The index is the order in which windows were added. Main
 * thread.
 */
record DeviceWindow(ViewRootImpl root, View view, LayoutParams params, int index) {
  boolean isVisible() {
    return isShown() && view.getWidth() > 0 && view.getHeight() > 0;
  }

  /** Whether both the app and the window manager want it on the screen. */
  boolean isShown() {
    int visibility = ReflectionHelpers.callInstanceMethod(root, "getHostVisibility");
    return visibility == View.VISIBLE;
  }

  boolean isSubWindow() {
    return params.type >= LayoutParams.FIRST_SUB_WINDOW
        && params.type <= LayoutParams.LAST_SUB_WINDOW;
  }

  boolean isSystemWindow() {
    return params.type >= LayoutParams.FIRST_SYSTEM_WINDOW;
  }

  boolean isToast() {
    return params.type == LayoutParams.TYPE_TOAST;
  }

  /** Whether the sub-window belongs to this window. */
  boolean isParentOf(DeviceWindow subWindow) {
    IBinder token = view.getWindowToken();
    return token != null && token == subWindow.params.token;
  }

  boolean takesFocus() {
    return (params.flags & LayoutParams.FLAG_NOT_FOCUSABLE) == 0;
  }

  boolean takesTouches() {
    return (params.flags & LayoutParams.FLAG_NOT_TOUCHABLE) == 0;
  }

  /** Whether it also takes touches outside its bounds. */
  boolean isTouchModal() {
    return takesFocus() && (params.flags & LayoutParams.FLAG_NOT_TOUCH_MODAL) == 0;
  }

  /** Whether it receives ACTION_OUTSIDE for a touch on a window below it. */
  boolean watchesOutside() {
    return (params.flags & LayoutParams.FLAG_WATCH_OUTSIDE_TOUCH) != 0;
  }

  boolean contains(float x, float y) {
    Point at = location();
    return x >= at.x && y >= at.y && x < at.x + view.getWidth() && y < at.y + view.getHeight();
  }

  Point location() {
    int[] at = new int[2];
    view.getLocationOnScreen(at);
    return new Point(at[0], at[1]);
  }

  String title() {
    CharSequence title = params.getTitle();
    return title == null || title.length() == 0 ? null : title.toString();
  }
}
