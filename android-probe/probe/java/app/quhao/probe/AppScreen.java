package app.quhao.probe;

import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import java.lang.ref.WeakReference;

/** The app's own activity, which an SDK may ask for: the probe's last one that has not ended. */
public final class AppScreen {
  private static final long LIMIT_MILLIS = 5000;
  private static final String OWN = AppScreen.class.getPackage().getName() + ".";

  private static WeakReference<Activity> current = new WeakReference<>(null);

  private AppScreen() {}

  /** Null where none is there. */
  public static synchronized Activity activity() {
    Activity activity = current.get();
    return activity == null || activity.isFinishing() ? null : activity;
  }

  /** Returns when an activity of the app is there. From any thread but the main thread. */
  public static void bringUp(Context context) throws InterruptedException {
    if (activity() != null) {
      return;
    }
    context.startActivity(
        new Intent(context, AppActivity.class).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK));
    synchronized (AppScreen.class) {
      long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
      for (long left = LIMIT_MILLIS;
          activity() == null;
          left = (end - System.nanoTime()) / 1_000_000) {
        if (left <= 0) {
          throw new IllegalStateException("the app's activity did not come up within 5 s");
        }
        AppScreen.class.wait(left);
      }
    }
  }

  /** On the main thread. */
  static synchronized void onResumed(Activity activity) {
    if (activity.getClass().getName().startsWith(OWN)) {
      current = new WeakReference<>(activity);
      AppScreen.class.notifyAll();
    }
  }
}
