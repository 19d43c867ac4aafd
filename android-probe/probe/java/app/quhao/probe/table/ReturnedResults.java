package app.quhao.probe.table;

import android.os.SystemClock;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.server.ProbeError;
import java.util.concurrent.Executor;
import org.json.JSONObject;

/**
 * Calls whose result is what they return or throw, not what a listener hears. A call that blocks
 * runs on a thread of its own, since no app may block its main thread; its result arrives on the
 * main thread, as an app would hand it on.
 */
final class ReturnedResults {
  private static final String RESULT = "result";
  private static final String THROWS = "throws";
  private static final String SDK_THREW = "SDK_THREW";

  private final TableCalls calls;
  private final TableListeners listeners;
  private final Executor main;
  private final Executor background;

  ReturnedResults(
      TableCalls calls, TableListeners listeners, Executor main, Executor background) {
    this.calls = calls;
    this.listeners = listeners;
    this.main = main;
    this.background = background;
  }

  static boolean isIn(JSONObject row) {
    return row.has(RESULT) || row.has(THROWS);
  }

  /** On the main thread. */
  void run(JSONObject row, ApiCall call) throws ProbeError {
    if (TableCalls.isSuspending(row)) {
      suspend(row, call);
    } else if (row.has(RESULT)) {
      // A method or an argument that does not fit is reported to the caller, so it is looked up here.
      TableCalls.Prepared prepared = calls.prepare(row, CallValues.ofCall(call));
      background.execute(() -> block(prepared, row, call));
    } else {
      try {
        calls.run(row, CallValues.ofCall(call));
      } catch (ProbeError error) {
        threw(row, call, error, SystemClock.elapsedRealtimeNanos());
      }
    }
  }

  private void block(TableCalls.Prepared prepared, JSONObject row, ApiCall call) {
    try {
      Object value = prepared.call();
      if (LaterValues.isLater(value)) {
        LaterValues.await(value, (later, thrown) -> ended(row, call, later, thrown));
      } else {
        ended(row, call, value, null);
      }
    } catch (ProbeError error) {
      long at = SystemClock.elapsedRealtimeNanos();
      main.execute(() -> threwLater(row, call, error, at));
    }
  }

  private void suspend(JSONObject row, ApiCall call) throws ProbeError {
    SuspendedCall suspended =
        new SuspendedCall(
            (value, thrown) -> {
              if (LaterValues.isLater(value)) {
                background.execute(
                    () -> LaterValues.await(value, (later, why) -> ended(row, call, later, why)));
              } else {
                ended(row, call, value, thrown);
              }
            });
    try {
      suspended.started(calls.run(row, CallValues.ofSuspended(call, suspended)));
    } catch (ProbeError error) {
      threw(row, call, error, SystemClock.elapsedRealtimeNanos());
    }
  }

  private void ended(JSONObject row, ApiCall call, Object value, Throwable thrown) {
    long at = SystemClock.elapsedRealtimeNanos();
    main.execute(() -> resumed(row, call, value, thrown, at));
  }

  private void resumed(JSONObject row, ApiCall call, Object value, Throwable thrown, long at) {
    if (thrown != null) {
      threwLater(row, call, ProbeError.sdkThrew(thrown), at);
    } else if (row.has(RESULT)) {
      listeners.returned(call, row.optJSONObject(RESULT), value, at);
    }
  }

  private void threw(JSONObject row, ApiCall call, ProbeError error, long at) throws ProbeError {
    if (!row.has(THROWS) || !error.type.equals(SDK_THREW)) {
      throw error;
    }
    listeners.returned(call, row.optJSONObject(THROWS), error.getCause(), at);
  }

  /** What no `throws` of the table describes ends an app: it has nobody who would catch it. */
  private void threwLater(JSONObject row, ApiCall call, ProbeError error, long at) {
    try {
      threw(row, call, error, at);
    } catch (ProbeError unexpected) {
      throw new IllegalStateException(unexpected.getMessage(), unexpected.getCause());
    }
  }
}
