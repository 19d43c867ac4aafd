package app.quhao.probe.table;

import android.os.BaseBundle;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A text with `{0}` for the first argument and `{0.code}` for a member of it: a key of a JSON object
 * or of its text, a key of a map or bundle, an index of a list, a getter, a method of that name, or a
 * field.
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

  @SuppressWarnings("deprecation") // BaseBundle.get has a typed successor for each type only.
  private static Object member(Object owner, String name) {
    if (owner instanceof JSONObject) {
      return ((JSONObject) owner).opt(name);
    }
    if (owner instanceof Map) {
      return ((Map<?, ?>) owner).get(name);
    }
    if (owner instanceof BaseBundle) {
      return ((BaseBundle) owner).get(name);
    }
    if (owner instanceof List || owner instanceof JSONArray) {
      return elementOf(owner, name);
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

  /** Null where there is no such element. */
  private static Object elementOf(Object owner, String name) {
    if (!name.matches("\\d{1,9}")) {
      return memberOfObject(owner, name);
    }
    int index = Integer.parseInt(name);
    if (owner instanceof JSONArray) {
      return ((JSONArray) owner).opt(index);
    }
    List<?> list = (List<?>) owner;
    return index < list.size() ? list.get(index) : null;
  }

  private static Object memberOfObject(Object owner, String name) {
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    try {
      for (Method method : owner.getClass().getMethods()) {
        if (isNamed(method.getName(), name, capital) && method.getParameterCount() == 0) {
          method.setAccessible(true);
          return method.invoke(owner);
        }
      }
      return valueOfField(owner, name);
    } catch (IllegalAccessException error) {
      return null;
    } catch (InvocationTargetException error) {
      return error.getCause().toString();
    }
  }

  private static boolean isNamed(String method, String name, String capital) {
    return method.equals("get" + capital) || method.equals(name) || method.equals("is" + capital);
  }

  /** Of the class or of a parent, whatever its access: a minified class may have no public one. */
  private static Object valueOfField(Object owner, String name) throws IllegalAccessException {
    Class<?> type = owner.getClass();
    // The platform's own fields are nobody's result, and closed.
    for (; type != null && !type.getName().startsWith("java."); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(owner);
        }
      }
    }
    return null;
  }
}
