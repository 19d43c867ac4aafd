package app.quhao.probe;

import android.content.Context;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;

/** What commands are handed. */
public final class ProbeContext {
  public final Context android;
  public final MainThread mainThread;
  public final SdkAdapter adapter;
  public final EventLog events;
  public final ProcessDefaults defaults;
  public final HandedOut handedOut;
  public final EndedActivities endedActivities;
  public final Runnable quit;

  public ProbeContext(Context android, MainThread mainThread, LiveProbe live, Runnable quit) {
    this.android = android;
    this.mainThread = mainThread;
    adapter = live.adapter;
    events = live.events;
    defaults = live.defaults;
    handedOut = live.handedOut;
    endedActivities = live.endedActivities;
    this.quit = quit;
  }
}
