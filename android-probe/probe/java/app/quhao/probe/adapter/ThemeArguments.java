package app.quhao.probe.adapter;

import android.content.Context;
import android.view.LayoutInflater;
import android.view.View;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Method;
import org.json.JSONArray;
import org.json.JSONObject;

/** Arguments of Builder methods as PROTOCOL.md writes them: resources and listeners by name. */
public final class ThemeArguments {
  private final Context context;
  private final ThemeRecorder recorder;

  public ThemeArguments(Context context, ThemeRecorder recorder) {
    this.context = context;
    this.recorder = recorder;
  }

  /** A call of a setter, with its arguments. */
  public interface Prepared {
    Object call() throws ProbeError;
  }

  /** The arguments that a theme gives one setter. */
  public static JSONArray listOf(JSONObject theme, String name) throws ProbeError {
    JSONArray given = theme.optJSONArray(name);
    if (given == null) {
      throw ProbeError.badRequest("theme." + name + " must be a list of arguments");
    }
    return given;
  }

  /**
   * The call of the overload of `method` whose types fit; null where none does. `setter`: the
   * guide's Builder method that it stands for.
   */
  public Prepared prepare(SdkObject owner, String method, JSONArray given, String setter)
      throws ProbeError {
    for (Method overload : owner.methods(method)) {
      Object[] converted = convert(overload.getParameterTypes(), given, recorder.of(setter));
      if (converted != null) {
        return () -> owner.call(overload, converted);
      }
    }
    return null;
  }

  /** Null where the arguments do not fit the types. */
  private Object[] convert(Class<?>[] types, JSONArray arguments, ThemeRecorder heard)
      throws ProbeError {
    if (types.length != arguments.length()) {
      return null;
    }
    Object[] converted = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Object value = arguments.opt(i);
      converted[i] = value == JSONObject.NULL ? null : convert(types[i], value, heard);
      if (converted[i] == null && (types[i].isPrimitive() || value != JSONObject.NULL)) {
        return null;
      }
    }
    return converted;
  }

  /** Null where the value does not fit the type. */
  private Object convert(Class<?> type, Object value, ThemeRecorder heard) throws ProbeError {
    if (type == int.class && value instanceof Number) {
      return ((Number) value).intValue();
    }
    if (type == boolean.class && value instanceof Boolean) {
      return value;
    }
    return value instanceof String ? convertText(type, (String) value, heard) : null;
  }

  private Object convertText(Class<?> type, String text, ThemeRecorder heard) throws ProbeError {
    if (type == String.class) {
      return text;
    }
    if (text.startsWith("@")) {
      return resource(type, text);
    }
    if (!type.isInterface()) {
      return null;
    }
    if (ConsentAnswer.fits(type)) {
      return ListenerProxy.of(type, new ConsentAnswer(text, heard));
    }
    return text.equals("listener") ? ListenerProxy.of(type, heard) : null;
  }

  /** `@layout/name`: its id, or the view that it describes. */
  private Object resource(Class<?> wanted, String reference) throws ProbeError {
    String[] parts = reference.substring(1).split("/", 2);
    String type = parts[0];
    String name = parts[parts.length - 1];
    int id = context.getResources().getIdentifier(name, type, context.getPackageName());
    if (id == 0) {
      throw ProbeError.badRequest("the probe has no resource " + reference);
    }
    if (wanted == int.class) {
      return id;
    }
    return wanted == View.class ? LayoutInflater.from(context).inflate(id, null) : null;
  }
}
