package app.quhao.probe.server;

import android.os.SystemClock;
import android.util.Log;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONObject;

/** Answers one line. */
public final class Dispatcher implements LineAnswers {
  private static final String TAG = "quhao-probe";

  private final byte[] token;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  /** The line that goes back. */
  public static final class Answer {
    final JSONObject json;
    final boolean closes;

    Answer(JSONObject json, boolean closes) {
      this.json = json;
      this.closes = closes;
    }
  }

  public Dispatcher(String token, Collection<Command> commands) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    for (Command command : commands) {
      this.commands.put(command.name(), command);
    }
  }

  @Override
  public Answer answer(String line) {
    long entered = SystemClock.elapsedRealtimeNanos();
    Object id = JSONObject.NULL;
    try {
      JSONObject request = Params.parse(line);
      if (request.has("id")) {
        id = request.opt("id");
      }
      return new Answer(envelope(id, "result", run(request), entered), false);
    } catch (ProbeError error) {
      return new Answer(
          envelope(id, "error", errorOf(error), entered), error.type.equals("BAD_TOKEN"));
    } catch (RuntimeException error) {
      Log.w(TAG, "a command failed", error);
      return new Answer(
          envelope(id, "error", errorOf(ProbeError.probeFault(error)), entered), false);
    }
  }

  private Object run(JSONObject request) throws ProbeError {
    Params envelope = new Params(request).only("id", "token", "method", "params");
    if (!(request.opt("id") instanceof Number)) {
      throw ProbeError.badRequest("id must be a number");
    }
    String given = envelope.textOrNull("token");
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      throw ProbeError.badToken();
    }
    String method = envelope.text("method");
    Command command = commands.get(method);
    if (command == null) {
      throw ProbeError.unknownMethod(method);
    }
    JSONObject params = envelope.objectOrNull("params");
    return command.run(new Params(params == null ? new JSONObject() : params));
  }

  private static JSONObject envelope(Object id, String key, Object value, long entered) {
    return Json.object(
        "id",
        id,
        key,
        value,
        "enteredNanos",
        Long.toString(entered),
        "leftNanos",
        Long.toString(SystemClock.elapsedRealtimeNanos()));
  }

  private static JSONObject errorOf(ProbeError error) {
    return Json.object("type", error.type, "message", error.getMessage());
  }
}
