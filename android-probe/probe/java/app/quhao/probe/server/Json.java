package app.quhao.probe.server;

import org.json.JSONException;
import org.json.JSONObject;

/** Makes objects without the checked exception that org.json throws for NaN alone. */
public final class Json {
  private Json() {}

  /** Keys and values in turn; a null value becomes JSON null. */
  public static JSONObject object(Object... keysAndValues) {
    JSONObject object = new JSONObject();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(object, (String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  public static void put(JSONObject object, String key, Object value) {
    try {
      object.put(key, value == null ? JSONObject.NULL : value);
    } catch (JSONException error) {
      throw new IllegalArgumentException("no JSON value: " + value, error);
    }
  }
}
