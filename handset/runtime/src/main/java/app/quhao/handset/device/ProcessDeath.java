package app.quhao.handset.device;

import android.app.Application;
import android.util.Log;
import app.quhao.handset.host.Events;
import app.quhao.handset.host.PendingInputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.robolectric.RuntimeEnvironment;

/** How the app's process ends: by a crash, as RuntimeInit of AOSP does it, or killed. */
public final class ProcessDeath {
  private final Events events;
  private final PendingInputs inputs;
  private final AtomicBoolean logged = new AtomicBoolean();

  ProcessDeath(Events events, PendingInputs inputs) {
    this.events = events;
    this.inputs = inputs;
  }

  /** The handler that an app finds when it looks for one, and may wrap. */
  void installHandler() {
    Thread.setDefaultUncaughtExceptionHandler(this::kill);
  }

  /** The log comes before any handler of the app (RuntimeInit.LoggingHandler). */
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
