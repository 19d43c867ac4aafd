package app.quhao.probe.table;

import app.quhao.probe.adapter.SdkObject;
import app.quhao.probe.adapter.ThemeArguments;
import app.quhao.probe.server.ProbeError;
import java.util.Iterator;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A theme of the SDK's own, made of one in the guide's words: `theme` of the table has the object
 * that collects it, and for each Builder method of the guide the SDK's method.
 */
final class TableThemes {
  private static final String ARGUMENTS = "arguments";
  private static final String METHOD = "method";

  private final JSONObject spec;
  private final ThemeArguments arguments;

  /** `spec`: {builder, setters, build?}. */
  TableThemes(JSONObject spec, ThemeArguments arguments) {
    this.spec = spec;
    this.arguments = arguments;
  }

  /** `builder` is a new object that `spec.builder` describes; `theme` {setter: [arguments]}. */
  Object read(Object builder, JSONObject theme) throws ProbeError {
    Object made = builder;
    for (Iterator<String> it = theme.keys(); it.hasNext(); ) {
      String name = it.next();
      made = apply(made, name, ThemeArguments.listOf(theme, name));
    }
    if (!spec.has("build")) {
      return made;
    }
    SdkObject owner = new SdkObject(made.getClass(), made);
    return call(owner, spec.optString("build"), new JSONArray(), "build");
  }

  private Object apply(Object builder, String name, JSONArray given) throws ProbeError {
    Object setter = spec.optJSONObject("setters").opt(name);
    if (setter == null) {
      throw ProbeError.unsupported("the table's theme has no " + name);
    }
    SdkObject owner = new SdkObject(builder.getClass(), builder);
    JSONObject row = setter instanceof JSONObject ? (JSONObject) setter : null;
    Object next =
        row == null
            ? call(owner, (String) setter, given, name)
            : call(owner, row.optString(METHOD), chosen(row.optJSONArray(ARGUMENTS), given), name);
    // A builder may give back another one; a setter returns nothing, or what it likes.
    return builder.getClass().isInstance(next) ? next : builder;
  }

  /** `{0}` is the first argument of the guide's method; everything else is taken as it is. */
  private static JSONArray chosen(JSONArray words, JSONArray given) {
    JSONArray chosen = new JSONArray();
    for (int i = 0; words != null && i < words.length(); i++) {
      String word = String.valueOf(words.opt(i));
      boolean isPlace = word.matches("\\{\\d+\\}");
      chosen.put(
          isPlace
              ? given.opt(Integer.parseInt(word.substring(1, word.length() - 1)))
              : words.opt(i));
    }
    return chosen;
  }

  private Object call(SdkObject owner, String method, JSONArray given, String name)
      throws ProbeError {
    ThemeArguments.Prepared setter = arguments.prepare(owner, method, given, name);
    if (setter == null) {
      throw ProbeError.unsupported(
          owner.typeName() + "." + method + " takes no " + given + " (theme." + name + ")");
    }
    return setter.call();
  }
}
