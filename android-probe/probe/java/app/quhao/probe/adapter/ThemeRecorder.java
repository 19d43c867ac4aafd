package app.quhao.probe.adapter;

import android.content.Context;
import android.os.SystemClock;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import com.cmic.gen.sdk.view.GenBackPressedListener;
import com.cmic.gen.sdk.view.GenCheckBoxListener;
import com.cmic.gen.sdk.view.GenCheckedChangeListener;
import com.cmic.gen.sdk.view.GenLoginClickListener;
import org.json.JSONObject;

/** The listeners of a theme: every call of one becomes an event. */
final class ThemeRecorder
    implements GenLoginClickListener,
        GenCheckBoxListener,
        GenCheckedChangeListener,
        GenBackPressedListener {
  private final EventLog events;
  private final String callId;

  ThemeRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  @Override
  public void onLoginClickStart(Context context, JSONObject json) {
    record("onLoginClickStart", null);
  }

  @Override
  public void onLoginClickComplete(Context context, JSONObject json) {
    record("onLoginClickComplete", null);
  }

  @Override
  public void onLoginClick(Context context, JSONObject json) {
    record("onLoginClick", null);
  }

  @Override
  public void onCheckedChanged(boolean isChecked) {
    record("onCheckedChanged", isChecked);
  }

  @Override
  public void onBackPressed() {
    record("onBackPressed", null);
  }

  /** `value`: the argument that says something; null for none. */
  void record(String method, Object value) {
    long at = SystemClock.elapsedRealtimeNanos();
    events.append("listener", callId, Json.object("method", method, "value", value), at);
  }
}
