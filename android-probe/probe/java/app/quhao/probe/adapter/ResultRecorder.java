package app.quhao.probe.adapter;

import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The listener of one call or several: every result becomes an event, however many come. The
 * guide's has a request code and an object; older ones have the object alone, or its text. Where
 * the SDK has no way to give the request code back, the recorder echoes it, as an app's own wrapper
 * would.
 */
final class ResultRecorder implements ListenerProxy.Callback {
  private final EventLog events;
  private final ListenedCalls calls;
  private final boolean isCodeTaken;

  /** `isCodeTaken`: the SDK has an overload that takes the request code. */
  ResultRecorder(EventLog events, ListenedCalls calls, boolean isCodeTaken) {
    this.events = events;
    this.calls = calls;
    this.isCodeTaken = isCodeTaken;
  }

  @Override
  public void take(Method method, Object[] arguments, long atNanos) {
    Integer given = ListenerProxy.first(Integer.class, arguments);
    ApiCall call = calls.of(given);
    boolean isAnswered = given != null || hasCode(method);
    boolean isHandedOver = isCodeTaken || call.requestCode == null;
    Integer code = isAnswered && isHandedOver ? given : call.askedCode();
    JSONObject payload = Json.object("requestCode", code, "json", objectAmong(arguments));
    events.append("result", call.callId, payload, atNanos);
  }

  private static boolean hasCode(Method method) {
    List<Class<?>> types = Arrays.asList(method.getParameterTypes());
    return types.contains(int.class) || types.contains(Integer.class);
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
