package app.quhao.probe.adapter;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.reflect.Method;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The listener of one call: every result becomes an event, however many come. The guide's has a
 * request code and an object; older ones have the object alone, or its text.
 */
final class ResultRecorder implements ListenerProxy.Callback {
  private final EventLog events;
  private final String callId;

  ResultRecorder(EventLog events, String callId) {
    this.events = events;
    this.callId = callId;
  }

  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    Integer requestCode = ListenerProxy.first(Integer.class, arguments);
    JSONObject payload =
        Json.object("requestCode", requestCode, "json", objectAmong(arguments));
    events.append("result", callId, payload, atNanos);
  }

  private static JSONObject objectAmong(Object[] arguments) {
    JSONObject object = ListenerProxy.first(JSONObject.class, arguments);
    String text = ListenerProxy.first(String.class, arguments);
    if (object != null || text == null) {
      return object;
    }
    try {
      return new JSONObject(text);
    } catch (JSONException error) {
      return Json.object("text", text);
    }
  }
}
