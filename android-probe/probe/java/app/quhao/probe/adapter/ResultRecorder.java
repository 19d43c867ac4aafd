package app.quhao.probe.adapter;

import android.os.SystemClock;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import com.cmic.gen.sdk.auth.GenTokenListener;
import org.json.JSONObject;

/** The listener of one call: every result becomes an event, however many come. */
final class ResultRecorder implements GenTokenListener {
  private final EventLog events;
  private final String callId;

  ResultRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  @Override
  public void onGetTokenComplete(int requestCode, JSONObject json) {
    long at = SystemClock.elapsedRealtimeNanos();
    events.append("result", callId, Json.object("requestCode", requestCode, "json", json), at);
  }
}
