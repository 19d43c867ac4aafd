package app.quhao.probe.table;

import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.ListenerProxy;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import java.util.Iterator;
import org.json.JSONObject;

/** Listeners of the table: which method means what, and how its arguments become a result. */
final class TableListeners {
  private static final String REQUEST_CODE = "requestCode";
  private static final String RESULT_CODE = "resultCode";

  private final JSONObject listeners;
  private final JSONObject codes;
  private final EventLog events;

  TableListeners(JSONObject table, EventLog events) {
    listeners = objectOf(table, "listeners");
    codes = objectOf(table, "codes");
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
    String event = call.api.equals("setPageInListener") ? "pageIn" : "result";
    // An SDK without request codes: the adapter keeps the code, as an app's own wrapper would.
    Integer asked = call.requestCode == null ? Integer.valueOf(-1) : call.requestCode;
    Integer echo = isGivenCode ? null : asked;
    return ListenerProxy.of(
        type,
        (method, arguments, atNanos) -> {
          JSONObject fields = methods.optJSONObject(method.getName());
          if (fields != null) {
            JSONObject payload = payload(event, fields, arguments);
            if (event.equals("result") && echo != null) {
              Json.put(payload, REQUEST_CODE, echo);
            }
            events.append(event, call.callId, payload, atNanos);
          }
        });
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

  private JSONObject payload(String event, JSONObject templates, Object[] arguments) {
    JSONObject json = fields(templates, arguments);
    if (event.equals("pageIn")) {
      return Json.object(RESULT_CODE, json.opt(RESULT_CODE), "json", json);
    }
    return Json.object(REQUEST_CODE, requestCode(templates, arguments), "json", json);
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
