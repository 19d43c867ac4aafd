package app.quhao.handset.device;

import android.app.Application;
import android.util.Log;
import app.quhao.handset.host.Events;
import app.quhao.handset.host.PendingInputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.robolectric.RuntimeEnvironment;

/** Ends the app's process after an uncaught exception, as RuntimeInit of AOSP does. */
public final class ProcessDeath {
  private final Events events;
  private final PendingInputs inputs;
  private final AtomicBoolean logged = new AtomicBoolean();

  ProcessDeath(Events events, PendingInputs inputs) {
    this.events = events;
    this.inputs = inputs;
  }

  /** Installs the default handler, which an app may wrap. */
  void installHandler() {
    Thread.setDefaultUncaughtExceptionHandler(this::kill);
  }

  /** Logs the exception before any handler of the app runs (RuntimeInit.LoggingHandler). */
  void uncaught(Thread thread, Throwable error) {
    log(thread, error);
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    handler.uncaughtException(thread, error);
  }

  private void kill(Thread thread, Throwable error) {
    log(thread, error);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("class", error.getClass().getName());
    data.put("message", error.getMessage());
    data.put("stack", Log.getStackTraceString(error));
    data.put("thread", thread.getName());
    events.send("crash", data);
    inputs.answerAll();
    Runtime.getRuntime().halt(1);
  }

  private void log(Thread thread, Throwable error) {
    if (logged.getAndSet(true)) {
      return;
    }
    String text =
        "FATAL EXCEPTION: "
            + thread.getName()
            + "\nProcess: "
            + packageName()
            + ", PID: "
            + ProcessHandle.current().pid();
    Log.e("AndroidRuntime", text, error);
  }

  private static String packageName() {
    Application application = RuntimeEnvironment.application;
    return application == null ? "not launched" : application.getPackageName();
  }
}
