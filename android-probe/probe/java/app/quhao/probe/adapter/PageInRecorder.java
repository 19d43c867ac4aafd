package app.quhao.probe.adapter;

import android.os.SystemClock;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import org.json.JSONObject;

/** The page-in listener: every notice becomes an event. */
final class PageInRecorder implements GenLoginPageInListener {
  private final EventLog events;
  private final String callId;

  PageInRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  @Override
  public void onLoginPageInComplete(String resultCode, JSONObject json) {
    long at = SystemClock.elapsedRealtimeNanos();
    events.append("pageIn", callId, Json.object("resultCode", resultCode, "json", json), at);
  }
}
