package app.quhao.probe;

import android.app.Application;
import android.content.Context;
import app.quhao.probe.adapter.AdapterChoice;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;

/**
 * The SDK of this process with its callbacks: one for the host and for the person at the screen.
 */
public final class LiveProbe {
  private static LiveProbe current;

  public final SdkAdapter adapter;
  public final EventLog events;
  public final ProcessDefaults defaults;
  public final HandedOut handedOut = new HandedOut();
  public final EndedActivities endedActivities = new EndedActivities();

  private LiveProbe(SdkAdapter adapter, EventLog events, ProcessDefaults defaults) {
    this.adapter = adapter;
    this.events = events;
    this.defaults = defaults;
  }

  /** Makes it where it is asked for the first time. On the main thread. */
  public static LiveProbe of(Context context) throws Exception {
    if (current == null) {
      ProcessDefaults defaults = new ProcessDefaults();
      EventLog events = new EventLog();
      CrashReporter.install(events);
      Context application = context.getApplicationContext();
      Context owner = application == null ? context : application;
      current = new LiveProbe(AdapterChoice.make(owner, events), events, defaults);
      if (application instanceof Application) {
        ActivityRecorder.install((Application) application, current);
      }
    }
    return current;
  }
}
