package app.quhao.probe.adapter;

import android.util.Log;
import app.quhao.probe.server.ProbeError;

/**
 * Puts an SDK back, step by step. A step in which the SDK throws is logged and does not stop the
 * others: the SDK's mistake belongs to the row that calls this method, and not to every row's
 * preparation.
 */
public final class Disposal {
  private static final String TAG = "quhao-probe";

  /** One call of the SDK. */
  public interface Step {
    Object run() throws ProbeError;
  }

  public void step(boolean isOffered, Step step) {
    if (!isOffered) {
      return;
    }
    try {
      step.run();
    } catch (ProbeError error) {
      Log.w(TAG, "the SDK threw while it was put back", error);
    }
  }
}
