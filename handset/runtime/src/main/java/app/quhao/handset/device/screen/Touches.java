package app.quhao.handset.device.screen;

import android.graphics.Point;
import android.os.SystemClock;
import android.view.InputDevice;
import android.view.MotionEvent;
import app.quhao.handset.device.MainThread;

/** A finger: from down to up its events go to the window that the down hit. */
final class Touches {
  private final MainThread main;
  private volatile DeviceWindow target;
  private long downMs;

  Touches(MainThread main) {
    this.main = main;
  }

  /** Null where no window is there to take it. */
  DeviceWindow down(float x, float y) throws InterruptedException {
    main.runAsApp(
        () -> {
          downMs = SystemClock.uptimeMillis();
          target = DeviceWindows.touched(x, y);
          dispatch(MotionEvent.ACTION_DOWN, x, y);
        });
    return target;
  }

  void move(float x, float y) throws InterruptedException {
    main.runAsApp(() -> dispatch(MotionEvent.ACTION_MOVE, x, y));
  }

  void up(float x, float y) throws InterruptedException {
    main.runAsApp(() -> dispatch(MotionEvent.ACTION_UP, x, y));
  }

  private void dispatch(int action, float x, float y) {
    if (target == null) {
      return;
    }
    Point at = target.location();
    MotionEvent event =
        MotionEvent.obtain(downMs, SystemClock.uptimeMillis(), action, x - at.x, y - at.y, 0);
    event.setSource(InputDevice.SOURCE_TOUCHSCREEN);
    target.view().dispatchTouchEvent(event);
    event.recycle();
  }
}
