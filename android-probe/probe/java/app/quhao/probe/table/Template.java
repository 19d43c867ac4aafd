package app.quhao.probe.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A text with `{0}` for the first argument and `{0.code}` for a member of it: a key of a JSON object
 * or of its text, a key of a map, a getter, a method of that name, or a public field.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)((?:\\.\\w+)*)\\}");

  private Template() {}

  /** Null where a place has no value. */
  static String fill(String template, Object... arguments) {
    Matcher places = PLACE.matcher(template);
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (places.find()) {
      int index = Integer.parseInt(places.group(1));
      Object value = index < arguments.length ? arguments[index] : null;
      for (String name : places.group(2).split("\\.")) {
        value = name.isEmpty() ? value : member(value, name);
      }
      if (value == null || value == JSONObject.NULL) {
        return null;
      }
      filled.append(template, from, places.start()).append(value);
      from = places.end();
    }
    return filled.append(template.substring(from)).toString();
  }

  private static Object member(Object owner, String name) {
    if (owner instanceof JSONObject) {
      return ((JSONObject) owner).opt(name);
    }
    if (owner instanceof Map) {
      return ((Map<?, ?>) owner).get(name);
    }
    if (owner instanceof CharSequence) {
      return memberOfText(owner.toString(), name);
    }
    return owner == null ? null : memberOfObject(owner, name);
  }

  private static Object memberOfText(String text, String name) {
    try {
      return new JSONObject(text).opt(name);
    } catch (JSONException error) {
      return null;
    }
  }

  private static Object memberOfObject(Object owner, String name) {
    String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    try {
      for (Method method : owner.getClass().getMethods()) {
        boolean isNamed = method.getName().equals(getter) || method.getName().equals(name);
        if (isNamed && method.getParameterCount() == 0) {
          method.setAccessible(true);
          return method.invoke(owner);
        }
      }
      return owner.getClass().getField(name).get(owner);
    } catch (NoSuchFieldException | IllegalAccessException error) {
      return null;
    } catch (InvocationTargetException error) {
      return error.getCause().toString();
    }
  }
}
