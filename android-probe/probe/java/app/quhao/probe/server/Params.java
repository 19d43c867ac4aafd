package app.quhao.probe.server;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A request's params, read strictly: a wrong type or an unknown key is a BAD_REQUEST that names it.
 */
public final class Params {
  private final JSONObject object;

  public Params(JSONObject object) {
    this.object = object;
  }

  /** To be called before anything is done: refuses every other key. */
  public Params only(String... keys) throws ProbeError {
    Set<String> known = new HashSet<>(Arrays.asList(keys));
    for (Iterator<String> it = object.keys(); it.hasNext(); ) {
      String key = it.next();
      if (!known.contains(key)) {
        throw ProbeError.badRequest("unknown key " + key + "; known: " + Arrays.toString(keys));
      }
    }
    return this;
  }

  public boolean has(String key) {
    return object.has(key);
  }

  /** Null where the key is absent or null. */
  public String textOrNull(String key) throws ProbeError {
    return typed(key, String.class, "a text");
  }

  public String text(String key) throws ProbeError {
    return required(key, textOrNull(key));
  }

  public long number(String key, long whenAbsent) throws ProbeError {
    Number value = typed(key, Number.class, "a number");
    return value == null ? whenAbsent : value.longValue();
  }

  public long number(String key) throws ProbeError {
    return required(key, typed(key, Number.class, "a number")).longValue();
  }

  public boolean flag(String key) throws ProbeError {
    return required(key, typed(key, Boolean.class, "true or false"));
  }

  public JSONObject objectOrNull(String key) throws ProbeError {
    return typed(key, JSONObject.class, "an object");
  }

  public JSONObject object(String key) throws ProbeError {
    return required(key, objectOrNull(key));
  }

  public String[] texts(String key) throws ProbeError {
    JSONArray array = required(key, typed(key, JSONArray.class, "a list of texts"));
    String[] texts = new String[array.length()];
    for (int i = 0; i < texts.length; i++) {
      Object item = array.opt(i);
      if (!(item instanceof String)) {
        throw ProbeError.badRequest(key + " must be a list of texts");
      }
      texts[i] = (String) item;
    }
    return texts;
  }

  public int[] numbers(String key) throws ProbeError {
    JSONArray array = required(key, typed(key, JSONArray.class, "a list of numbers"));
    int[] numbers = new int[array.length()];
    for (int i = 0; i < numbers.length; i++) {
      Object item = array.opt(i);
      if (!(item instanceof Number)) throw ProbeError.badRequest(key + " must be a list of numbers");
      numbers[i] = ((Number) item).intValue();
    }
    return numbers;
  }

  private <T> T typed(String key, Class<T> type, String expected) throws ProbeError {
    Object value = object.opt(key);
    if (value == null || value == JSONObject.NULL) {
      return null;
    }
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw ProbeError.badRequest(
        key + " must be " + expected + ", got " + value.getClass().getSimpleName());
  }

  private static <T> T required(String key, T value) throws ProbeError {
    if (value == null) {
      throw ProbeError.badRequest(key + " is missing");
    }
    return value;
  }

  /** The object of a line of text. */
  public static JSONObject parse(String line) throws ProbeError {
    try {
      return new JSONObject(line);
    } catch (JSONException error) {
      throw ProbeError.badRequest("the line is not a JSON object: " + error.getMessage());
    }
  }
}
