package app.quhao.probe.server;

import android.util.Log;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The same commands for a client of Mobly's snippet protocol 1 (PROTOCOL.md, "Mobly"): `initiate`
 * first, then calls whose keyword arguments are the params. It knows no token: whoever may start
 * the runner on the device may use it.
 */
public final class SnippetDispatcher implements LineAnswers {
  private static final String TAG = "quhao-probe";
  private static final int ONLY_SESSION = 1;

  private final Map<String, Command> commands = new LinkedHashMap<>();

  public SnippetDispatcher(Collection<Command> commands) {
    for (Command command : commands) {
      this.commands.put(command.name(), command);
    }
  }

  @Override
  public Dispatcher.Answer answer(String line) {
    Object id = JSONObject.NULL;
    try {
      JSONObject request = Params.parse(line);
      if (request.has("cmd")) {
        return answered(Json.object("status", true, "uid", ONLY_SESSION));
      }
      id = request.has("id") ? request.opt("id") : JSONObject.NULL;
      return answered(response(id, run(request), null));
    } catch (ProbeError error) {
      return answered(response(id, null, error.type + ": " + error.getMessage()));
    } catch (RuntimeException error) {
      Log.w(TAG, "a command failed", error);
      return answered(response(id, null, "PROBE_FAULT: " + error));
    }
  }

  private Object run(JSONObject request) throws ProbeError {
    String method = new Params(request).text("method");
    Command command = commands.get(method);
    if (command == null) {
      throw ProbeError.unknownMethod(method);
    }
    return command.run(new Params(paramsOf(request)));
  }

  /** Keyword arguments, or one object as the only argument. */
  private static JSONObject paramsOf(JSONObject request) throws ProbeError {
    JSONObject named = request.optJSONObject("kwargs");
    JSONArray given = request.optJSONArray("params");
    int count = given == null ? 0 : given.length();
    if (count == 0) {
      return named == null ? new JSONObject() : named;
    }
    try {
      if (count == 1 && named == null) {
        return given.getJSONObject(0);
      }
    } catch (JSONException error) {
      throw ProbeError.badRequest("give the params by name, or as one object");
    }
    throw ProbeError.badRequest("give the params by name, or as one object");
  }

  private static JSONObject response(Object id, Object result, String error) {
    return Json.object("id", id, "result", result, "error", error, "callback", null);
  }

  private static Dispatcher.Answer answered(JSONObject json) {
    return new Dispatcher.Answer(json, false);
  }
}
