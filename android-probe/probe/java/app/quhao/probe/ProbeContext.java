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
  public final Runnable quit;

  public ProbeContext(
      Context android, MainThread mainThread, SdkAdapter adapter, EventLog events, Runnable quit) {
    this.android = android;
    this.mainThread = mainThread;
    this.adapter = adapter;
    this.events = events;
    this.quit = quit;
  }
}
