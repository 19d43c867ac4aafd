package app.quhao.probe;

import android.util.Log;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.Thread.UncaughtExceptionHandler;

/** Reports an uncaught exception to the host, then lets the process end as Android ends it. */
final class CrashReporter implements UncaughtExceptionHandler {
  /**
   * A host that waits in `events` gets the line; one that does not wait must not keep the process
   * alive.
   */
  private static final long DELIVERY_LIMIT_MILLIS = 500;

  private final EventLog events;
  private final UncaughtExceptionHandler next;

  private CrashReporter(EventLog events, UncaughtExceptionHandler next) {
    this.events = events;
    this.next = next;
  }

  static void install(EventLog events) {
    Thread.setDefaultUncaughtExceptionHandler(
        new CrashReporter(events, Thread.getDefaultUncaughtExceptionHandler()));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    long seq =
        events.append(
            "crash",
            null,
            Json.object(
                "class", thrown.getClass().getName(),
                "message", String.valueOf(thrown.getMessage()),
                "thread", thread.getName(),
                "stack", Log.getStackTraceString(thrown)));
    events.awaitRead(seq, DELIVERY_LIMIT_MILLIS);
    if (next != null) {
      next.uncaughtException(thread, thrown);
    }
  }
}
