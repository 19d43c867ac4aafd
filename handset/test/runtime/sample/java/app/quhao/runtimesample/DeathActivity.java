package app.quhao.runtimesample;

import android.os.Binder;
import android.os.Bundle;
import android.os.Process;

/** Ends its process in several ways. */
public final class DeathActivity extends ButtonActivity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    button("Kill", () -> Process.killProcess(Process.myPid()));
    button("Throw", DeathActivity::fail);
  }

  /** A binder cannot leave the process. */
  @Override
  protected void onSaveInstanceState(Bundle state) {
    super.onSaveInstanceState(state);
    state.putBinder("own", new Binder());
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }
}
