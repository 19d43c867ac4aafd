package app.quhao.decorators;

import android.os.Handler;
import android.os.Looper;

/** The thread on which listeners are called. */
public final class MainThread {
  public void post(Runnable action) {
    handler().post(action);
  }

  public void postAfter(long millis, Runnable action) {
    handler().postDelayed(action, millis);
  }

  private static Handler handler() {
    return new Handler(Looper.getMainLooper());
  }
}
