package app.quhao.probe.adapter;

import app.quhao.probe.server.ProbeError;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Iterator;
import org.json.JSONArray;
import org.json.JSONObject;

/** Turns {Builder method: [arguments]} into a theme; the overload is the one whose types fit. */
final class ThemeReader {
  private final ThemeArguments arguments;

  ThemeReader(ThemeArguments arguments) {
    this.arguments = arguments;
  }

  GenAuthThemeConfig read(JSONObject theme) throws ProbeError {
    GenAuthThemeConfig.Builder builder = new GenAuthThemeConfig.Builder();
    for (Iterator<String> it = theme.keys(); it.hasNext(); ) {
      String name = it.next();
      JSONArray given = theme.optJSONArray(name);
      if (given == null) {
        throw ProbeError.badRequest("theme." + name + " must be a list of arguments");
      }
      apply(builder, name, given);
    }
    return builder.build();
  }

  private void apply(GenAuthThemeConfig.Builder builder, String name, JSONArray given)
      throws ProbeError {
    boolean isKnown = false;
    for (Method method : GenAuthThemeConfig.Builder.class.getMethods()) {
      if (!method.getName().equals(name)) {
        continue;
      }
      isKnown = true;
      Object[] converted = arguments.convert(method.getParameterTypes(), given);
      if (converted == null) {
        continue;
      }
      call(builder, method, converted);
      return;
    }
    if (isKnown) {
      throw ProbeError.badRequest("theme." + name + ": no overload takes " + given);
    }
    throw ProbeError.unsupported("the SDK's theme has no " + name);
  }

  private static void call(GenAuthThemeConfig.Builder builder, Method method, Object[] arguments)
      throws ProbeError {
    try {
      method.invoke(builder, arguments);
    } catch (InvocationTargetException error) {
      throw ProbeError.sdkThrew(error.getCause());
    } catch (IllegalAccessException error) {
      throw ProbeError.unsupported("theme." + method.getName() + " is not accessible");
    }
  }
}
