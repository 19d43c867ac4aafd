package app.quhao.probe.adapter;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.reflect.Method;
import org.json.JSONObject;

/**
 * The page-in listener: every notice becomes an event. It has a code and an object, or one of them.
 */
final class PageInRecorder implements ListenerProxy.Callback {
  private final EventLog events;
  private final String callId;

  PageInRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    String code = ListenerProxy.first(String.class, arguments);
    JSONObject json = ListenerProxy.first(JSONObject.class, arguments);
    if (code == null && json != null && json.has("resultCode")) {
      code = json.optString("resultCode");
    }
    events.append("pageIn", callId, Json.object("resultCode", code, "json", json), atNanos);
  }
}
