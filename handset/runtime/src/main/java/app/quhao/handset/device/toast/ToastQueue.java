package app.quhao.handset.device.toast;

import android.os.IBinder;
import android.os.RemoteException;
import android.util.Log;
import android.widget.Toast;
import app.quhao.handset.device.MainThread;
import java.util.ArrayList;
import java.util.List;

/** Shows the app's toasts one at a time (NotificationManagerService of AOSP). */
public final class ToastQueue {
  private static final String TAG = "NotificationService";

  /** MAX_PACKAGE_TOASTS. */
  private static final int MOST = 5;

  /** SHORT_DELAY. */
  private static final int SHORT_MS = 2000;

  /** LONG_DELAY. */
  private static final int LONG_MS = 3500;

  private final MainThread main;
  // The first one is on the screen. Main thread only, like the methods below.
  private final List<ToastRecord> queue = new ArrayList<>();
  private Runnable timeout;

  public ToastQueue(MainThread main) {
    this.main = main;
  }

  /** Safe from any thread. A toast that is already queued keeps its position. */
  void enqueue(ToastRecord toast) {
    main.handler().post(() -> add(toast));
  }

  /** Safe from any thread. */
  void cancel(IBinder token) {
    main.handler().post(() -> remove(token));
  }

  private void add(ToastRecord toast) {
    int at = indexOf(toast.token());
    if (at >= 0) {
      if (at == 0) {
        scheduleTimeout(toast);
      }
      return;
    }
    if (queue.size() >= MOST) {
      Log.e(TAG, "Package has already queued " + MOST + " toasts. Not showing more.");
      return;
    }
    queue.add(toast);
    if (queue.size() == 1) {
      showFirst();
    }
  }

  private int indexOf(IBinder token) {
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i).token() == token) {
        return i;
      }
    }
    return -1;
  }

  private void showFirst() {
    while (!queue.isEmpty()) {
      ToastRecord first = queue.get(0);
      try {
        first.show();
        scheduleTimeout(first);
        return;
      } catch (RemoteException e) {
        Log.w(TAG, "A toast could not be shown", e);
        queue.remove(0);
      }
    }
  }

  private void scheduleTimeout(ToastRecord first) {
    clearTimeout();
    timeout = () -> remove(first.token());
    main.handler()
        .postDelayed(timeout, first.duration() == Toast.LENGTH_LONG ? LONG_MS : SHORT_MS);
  }

  private void clearTimeout() {
    if (timeout != null) {
      main.handler().removeCallbacks(timeout);
      timeout = null;
    }
  }

  private void remove(IBinder token) {
    int at = indexOf(token);
    if (at < 0) {
      return;
    }
    ToastRecord toast = queue.remove(at);
    if (at > 0) {
      return;
    }
    clearTimeout();
    try {
      toast.hide();
    } catch (RemoteException e) {
      Log.w(TAG, "A toast could not be hidden", e);
    }
    showFirst();
  }
}
