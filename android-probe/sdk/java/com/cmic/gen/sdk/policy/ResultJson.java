package com.cmic.gen.sdk.policy;

import org.json.JSONException;
import org.json.JSONObject;

/** Objects of strings, as every result of the SDK is. */
public final class ResultJson {
  private ResultJson() {}

  /** Keys and values in turn. */
  public static JSONObject of(String... keysAndValues) {
    JSONObject object = new JSONObject();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(object, keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  public static void put(JSONObject object, String key, String value) {
    try {
      object.put(key, value);
    } catch (JSONException error) {
      throw new IllegalStateException("a string is always a JSON value", error);
    }
  }
}
