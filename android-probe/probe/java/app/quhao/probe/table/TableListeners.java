package app.quhao.probe.table;

import android.content.Context;
import android.os.SystemClock;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.ListenedCalls;
import app.quhao.probe.adapter.ListenerProxy;
import app.quhao.probe.adapter.SdkObject;
import app.quhao.probe.adapter.SharedListeners;
import app.quhao.probe.adapter.ThemeArguments;
import app.quhao.probe.adapter.ThemeRecorder;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Method;
import java.util.Iterator;
import org.json.JSONObject;

/** Listeners of the table: which method means what, and how its arguments become a result. */
final class TableListeners {
  private static final String REQUEST_CODE = "requestCode";
  private static final String RESULT_CODE = "resultCode";
  private static final String RESULT = "result";

  private final JSONObject listeners;
  private final JSONObject codes;

  /** By the name of a listener that is a class: the subclass that the builder wrote. */
  private final JSONObject subclasses;

  private final EventLog events;
  private final SharedListeners shared = new SharedListeners();

  TableListeners(JSONObject table, EventLog events) {
    listeners = objectOf(table, "listeners");
    codes = objectOf(table, "codes");
    subclasses = objectOf(table, "subclasses");
    this.events = events;
  }

  /**
   * A listener for this call; a method that the table does not name is no result. `isGivenCode`:
   * the SDK is handed the request code and has to give it back.
   */
  Object of(Class<?> type, ApiCall call, boolean isGivenCode) throws ProbeError {
    JSONObject methods = listeners.optJSONObject(type.getName());
    if (methods == null) {
      throw ProbeError.unsupported("the table has no listener " + type.getName());
    }
    return of(type, methods, call, isGivenCode);
  }

  /** A listener whose methods the row itself describes. */
  Object of(Class<?> type, JSONObject methods, ApiCall call, boolean isGivenCode)
      throws ProbeError {
    if (call.sharedListener != null && !isGivenCode) {
      throw ProbeError.unsupported("the table hands " + call.api + " no request code");
    }
    return shared.of(
        type,
        call,
        calls ->
            type.isInterface()
                ? ofInterface(type, methods, calls, isGivenCode)
                : ofClass(type, methods, calls, isGivenCode));
  }

  /** The next call gets a new object, whatever its name. */
  void forgetShared() {
    shared.forget();
  }

  private Object ofInterface(
      Class<?> type, JSONObject methods, ListenedCalls calls, boolean isGivenCode)
      throws ProbeError {
    return ListenerProxy.of(
        type,
        new ListenerProxy.Callback() {
          @Override
          public void take(Method method, Object[] arguments, long atNanos) {
            heard(methods.optJSONObject(method.getName()), calls, isGivenCode, arguments, atNanos);
          }

          @Override
          public boolean takesDefault(Method method) {
            return methods.has(method.getName());
          }
        });
  }

  private Object ofClass(
      Class<?> type, JSONObject methods, ListenedCalls calls, boolean isGivenCode)
      throws ProbeError {
    String name = subclasses.optString(type.getName());
    if (name.isEmpty()) {
      throw ProbeError.unsupported("the probe has no listener of the class " + type.getName());
    }
    try {
      Object made = SdkObject.classNamed(name).getConstructor().newInstance();
      ListenerCalls forwarding =
          new ListenerCalls() {
            @Override
            void taken(String method, Object[] arguments) {
              long at = SystemClock.elapsedRealtimeNanos();
              heard(methods.optJSONObject(method), calls, isGivenCode, arguments, at);
            }
          };
      made.getClass().getField("calls").set(made, forwarding);
      return made;
    } catch (ReflectiveOperationException error) {
      throw ProbeError.unsupported(type.getName() + " cannot be made: " + error);
    }
  }

  /** Makes the arguments of a theme; calls of its listeners become events of the call. */
  ThemeArguments themeArguments(Context context, String callId) {
    return new ThemeArguments(context, new ThemeRecorder(events, callId));
  }

  private void heard(
      JSONObject fields,
      ListenedCalls calls,
      boolean isGivenCode,
      Object[] arguments,
      long atNanos) {
    if (fields == null) {
      return;
    }
    Object given = isGivenCode ? requestCode(fields, arguments) : null;
    ApiCall call = calls.of(given instanceof Integer ? (Integer) given : null);
    if (call.api.equals("setPageInListener")) {
      JSONObject json = fields(fields, arguments);
      JSONObject payload = Json.object(RESULT_CODE, json.opt(RESULT_CODE), "json", json);
      events.append("pageIn", call.callId, payload, atNanos);
      return;
    }
    // An SDK without request codes: the adapter keeps the code, as an app's own wrapper would.
    Object code = isGivenCode ? given : (Object) call.askedCode();
    result(call, code, fields(fields, arguments), atNanos);
  }

  /** The result of a call that has no listener: what it returned or threw. */
  void returned(ApiCall call, JSONObject fields, Object value, long atNanos) {
    result(call, call.askedCode(), fields(fields, value), atNanos);
  }

  private void result(ApiCall call, Object requestCode, JSONObject json, long atNanos) {
    events.append(
        RESULT, call.callId, Json.object(REQUEST_CODE, requestCode, "json", json), atNanos);
  }

  /** The object that the templates make of the arguments; a field without a value is left out. */
  JSONObject fields(JSONObject templates, Object... arguments) {
    JSONObject made = new JSONObject();
    for (Iterator<String> it = templates.keys(); it.hasNext(); ) {
      String field = it.next();
      String text = Template.fill(templates.optString(field), arguments);
      if (text != null && !field.equals(REQUEST_CODE)) {
        Json.put(made, field, field.equals(RESULT_CODE) ? codes.optString(text, text) : text);
      }
    }
    return made;
  }

  /** Null where the SDK's listener is not given one. */
  private static Object requestCode(JSONObject templates, Object[] arguments) {
    String text =
        templates.has(REQUEST_CODE)
            ? Template.fill(templates.optString(REQUEST_CODE), arguments)
            : null;
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException error) {
      return text;
    }
  }

  private static JSONObject objectOf(JSONObject table, String key) {
    JSONObject object = table.optJSONObject(key);
    return object == null ? new JSONObject() : object;
  }
}
