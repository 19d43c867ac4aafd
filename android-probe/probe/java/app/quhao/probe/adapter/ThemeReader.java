package app.quhao.probe.adapter;

import app.quhao.probe.server.ProbeError;
import java.util.Iterator;
import org.json.JSONArray;
import org.json.JSONObject;

/** Turns {Builder method: [arguments]} into a theme; the overload is the one whose types fit. */
final class ThemeReader {
  private final Class<?> themeType;
  private final ThemeArguments arguments;

  /** `themeType`: the class that has a nested Builder. */
  ThemeReader(Class<?> themeType, ThemeArguments arguments) {
    this.themeType = themeType;
    this.arguments = arguments;
  }

  Object read(JSONObject theme) throws ProbeError {
    SdkObject builder = newBuilder();
    for (Iterator<String> it = theme.keys(); it.hasNext(); ) {
      String name = it.next();
      apply(builder, name, ThemeArguments.listOf(theme, name));
    }
    return builder.call(builder.method("build", "()", types -> types.length == 0));
  }

  private SdkObject newBuilder() throws ProbeError {
    Class<?> type = SdkObject.classNamed(themeType.getName() + "$Builder");
    try {
      return new SdkObject(type, type.getConstructor().newInstance());
    } catch (ReflectiveOperationException error) {
      throw ProbeError.unsupported(type.getName() + " has no public constructor: " + error);
    }
  }

  private void apply(SdkObject builder, String name, JSONArray given) throws ProbeError {
    ThemeArguments.Prepared setter = arguments.prepare(builder, name, given, name);
    if (setter == null) {
      throw builder.has(name)
          ? ProbeError.badRequest("theme." + name + ": no overload takes " + given)
          : ProbeError.unsupported("the SDK's theme has no " + name);
    }
    setter.call();
  }
}
