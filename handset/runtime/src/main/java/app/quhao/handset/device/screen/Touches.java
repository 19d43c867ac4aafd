package app.quhao.handset.device.screen;

import android.graphics.Point;
import android.os.SystemClock;
import android.view.InputDevice;
import android.view.MotionEvent;
import app.quhao.handset.device.MainThread;
import java.util.List;

/** One finger. Its events go to the window of the down event until the up event. */
final class Touches {
  private final MainThread main;
  private final DeviceWindows windows;
  private volatile DeviceWindow target;
  private long downMs;

  Touches(MainThread main, DeviceWindows windows) {
    this.main = main;
    this.windows = windows;
  }

  /** Returns null if no window takes the touch. */
  DeviceWindow down(float x, float y) throws InterruptedException {
    main.runAsApp(
        () -> {
          downMs = SystemClock.uptimeMillis();
          target = windows.touched(x, y);
          List<DeviceWindow> watchers = windows.watchersAbove(target);
          dispatch(target, MotionEvent.ACTION_DOWN, x, y);
          watchers.forEach(window -> dispatch(window, MotionEvent.ACTION_OUTSIDE, x, y));
        });
    return target;
  }

  void move(float x, float y) throws InterruptedException {
    main.runAsApp(() -> dispatch(target, MotionEvent.ACTION_MOVE, x, y));
  }

  void up(float x, float y) throws InterruptedException {
    main.runAsApp(() -> dispatch(target, MotionEvent.ACTION_UP, x, y));
  }

  private void dispatch(DeviceWindow window, int action, float x, float y) {
    if (window == null) {
      return;
    }
    Point at = window.location();
    MotionEvent event =
        MotionEvent.obtain(downMs, SystemClock.uptimeMillis(), action, x - at.x, y - at.y, 0);
    event.setSource(InputDevice.SOURCE_TOUCHSCREEN);
    window.view().dispatchTouchEvent(event);
    event.recycle();
  }
}
