package app.quhao.handset.device.screen;

import android.graphics.Point;
import android.view.View;
import android.view.ViewRootImpl;
import android.view.WindowManager.LayoutParams;

/** One window of the app as WindowManagerGlobal holds it. Main thread. */
record DeviceWindow(ViewRootImpl root, View view, LayoutParams params, int index) {
  boolean isVisible() {
    return view.getVisibility() == View.VISIBLE && view.getWidth() > 0 && view.getHeight() > 0;
  }

  boolean takesFocus() {
    return (params.flags & LayoutParams.FLAG_NOT_FOCUSABLE) == 0;
  }

  boolean takesTouches() {
    return (params.flags & LayoutParams.FLAG_NOT_TOUCHABLE) == 0;
  }

  /** Touches beside it are its own, too. */
  boolean isTouchModal() {
    return takesFocus() && (params.flags & LayoutParams.FLAG_NOT_TOUCH_MODAL) == 0;
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
