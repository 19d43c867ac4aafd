package app.quhao.runtimesample;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.ServiceConnection;
import android.os.Bundle;
import android.os.IBinder;

/** Binds, binds nothing, unbinds, binds again. */
public final class BoundActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("bind implicit", () -> bindService(new Intent("x"), new Logged("none"), 0));
    Answer.log(
        "bind missing",
        () -> bindService(new Intent("x").setPackage("x"), new Logged("none"), BIND_AUTO_CREATE));
    Answer.log(
        "unbind unknown",
        () -> {
          unbindService(new Logged("none"));
          return null;
        });
    Answer.log("start missing", () -> startService(new Intent("x").setPackage("x")));
    startService(new Intent(this, WorkService.class).putExtra("do", "nothing"));
    bind(new Logged("first"), "work");
    bind(new Logged("second"), "nothing");
  }

  private boolean bind(ServiceConnection connection, String action) {
    Intent intent = new Intent(this, WorkService.class).setAction(action);
    return bindService(intent, connection, Context.BIND_AUTO_CREATE);
  }

  private final class Logged implements ServiceConnection {
    private final String name;

    Logged(String name) {
      this.name = name;
    }

    @Override
    public void onServiceConnected(ComponentName service, IBinder binder) {
      String thread = Thread.currentThread().getName();
      Answer.log(name, () -> "connected to " + service.toShortString() + " on " + thread);
      unbindService(this);
      if (name.equals("first")) {
        bind(new Logged("third"), "work");
        stopService(new Intent(BoundActivity.this, WorkService.class));
      }
    }

    @Override
    public void onNullBinding(ComponentName service) {
      Answer.log(name, () -> "null binding");
      unbindService(this);
    }

    @Override
    public void onServiceDisconnected(ComponentName service) {
      Answer.log(name, () -> "disconnected");
    }
  }
}
