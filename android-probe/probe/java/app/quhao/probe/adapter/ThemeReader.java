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
  private ThemeReader() {}

  static GenAuthThemeConfig read(JSONObject theme) throws ProbeError {
    GenAuthThemeConfig.Builder builder = new GenAuthThemeConfig.Builder();
    for (Iterator<String> it = theme.keys(); it.hasNext(); ) {
      String name = it.next();
      JSONArray arguments = theme.optJSONArray(name);
      if (arguments == null) {
        throw ProbeError.badRequest("theme." + name + " must be a list of arguments");
      }
      apply(builder, name, arguments);
    }
    return builder.build();
  }

  private static void apply(GenAuthThemeConfig.Builder builder, String name, JSONArray arguments)
      throws ProbeError {
    boolean isKnown = false;
    for (Method method : GenAuthThemeConfig.Builder.class.getMethods()) {
      if (!method.getName().equals(name)) {
        continue;
      }
      isKnown = true;
      Object[] converted = convert(method.getParameterTypes(), arguments);
      if (converted == null) {
        continue;
      }
      call(builder, method, converted);
      return;
    }
    if (isKnown) {
      throw ProbeError.badRequest("theme." + name + ": no overload takes " + arguments);
    }
    throw ProbeError.unsupported("the SDK's theme has no " + name);
  }

  /** Null where the arguments do not fit. */
  private static Object[] convert(Class<?>[] types, JSONArray arguments) {
    if (types.length != arguments.length()) {
      return null;
    }
    Object[] converted = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Object value = arguments.opt(i);
      if (types[i] == int.class && value instanceof Number) {
        converted[i] = ((Number) value).intValue();
      } else if (types[i] == boolean.class && value instanceof Boolean) {
        converted[i] = value;
      } else if (types[i] == String.class && value instanceof String) {
        converted[i] = value;
      } else if (types[i].isPrimitive() || value != JSONObject.NULL) {
        return null;
      }
    }
    return converted;
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
