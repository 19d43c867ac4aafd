package app.quhao.handset.device.service;

import android.content.ComponentName;
import android.content.Context;
import android.content.ServiceConnection;
import android.os.IBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Calls an app's ServiceConnection (LoadedApk.ServiceDispatcher of AOSP). All calls run on one
 * executor, which is the main thread unless the app gave another.
 */
final class Connector {
  private final Context context;
  private final ServiceConnection connection;
  private final Executor executor;
  private final Map<ComponentName, IBinder> active = new HashMap<>();
  private volatile boolean isForgotten;

  Connector(Context context, ServiceConnection connection, Executor executor) {
    this.context = context;
    this.connection = connection;
    this.executor = executor;
  }

  boolean isOf(Context other, ServiceConnection candidate) {
    return context == other && connection == candidate;
  }

  void connected(ComponentName name, IBinder binder) {
    executor.execute(() -> deliver(name, binder));
  }

  private void deliver(ComponentName name, IBinder binder) {
    if (isForgotten) {
      return;
    }
    if (binder == null) {
      connection.onNullBinding(name);
      return;
    }
    if (active.get(name) == binder) {
      return;
    }
    active.put(name, binder);
    connection.onServiceConnected(name, binder);
  }

  /** The service has been stopped while it was bound. */
  void disconnected(ComponentName name) {
    executor.execute(
        () -> {
          if (!isForgotten && active.remove(name) != null) {
            connection.onServiceDisconnected(name);
          }
        });
  }

  /** After unbindService the app hears nothing more. */
  void forget() {
    isForgotten = true;
  }
}
