package app.quhao.probe.table;

import android.content.Context;
import app.quhao.probe.adapter.SdkObject;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Method;
import org.json.JSONArray;
import org.json.JSONObject;

/** Carries a row of the table out: {class?, method, arguments}. */
final class TableCalls {
  private final JSONObject table;
  private final Context context;
  private final TableListeners listeners;

  /** Null until the first call needs it. */
  private SdkObject instance;

  TableCalls(JSONObject table, Context context, TableListeners listeners) throws ProbeError {
    this.table = table;
    this.context = context;
    this.listeners = listeners;
    // Apps make the SDK's object when they start: its making is no part of any call's time.
    if (table.has("instance")) {
      instance = makeInstance(table.optJSONObject("instance"));
    }
    JSONArray steps = table.optJSONArray("setup");
    for (int i = 0; steps != null && i < steps.length(); i++) {
      run(steps.optJSONObject(i), CallValues.none());
    }
  }

  Object run(JSONObject row, CallValues values) throws ProbeError {
    SdkObject target = targetOf(row);
    String name = row.optString("method");
    JSONArray words = row.optJSONArray("arguments");
    int length = words == null ? 0 : words.length();
    ProbeError last = null;
    for (Method method : target.methods(name)) {
      if (method.getParameterCount() != length) {
        continue;
      }
      try {
        return target.call(method, arguments(method.getParameterTypes(), words, values));
      } catch (MisfitException error) {
        last = ProbeError.unsupported(target.typeName() + "." + name + ": " + error.getMessage());
      }
    }
    throw last != null
        ? last
        : ProbeError.unsupported(
            target.typeName() + " has no " + name + " of " + length + " arguments");
  }

  private SdkObject makeInstance(JSONObject row) throws ProbeError {
    Class<?> type = SdkObject.classNamed(row.optString("class"));
    if (row.has("field")) {
      return SdkObject.ofField(type, row.optString("field"));
    }
    if (row.has("method")) {
      Object made = run(row, CallValues.none());
      if (made == null) {
        throw ProbeError.unsupported(type.getName() + "." + row.optString("method") + " gave null");
      }
      return new SdkObject(made.getClass(), made);
    }
    JSONArray words = row.optJSONArray("arguments");
    return SdkObject.made(type, words != null && words.length() == 1 ? context : null);
  }

  private SdkObject targetOf(JSONObject row) throws ProbeError {
    if (row.has("class")) {
      return new SdkObject(SdkObject.classNamed(row.optString("class")), null);
    }
    if (instance == null) {
      throw ProbeError.unsupported("the row has no class and the table no instance: " + row);
    }
    return instance;
  }

  private Object[] arguments(Class<?>[] types, JSONArray words, CallValues values)
      throws MisfitException, ProbeError {
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      Object word = words.opt(i);
      Object value =
          "listener".equals(word)
              ? listenerOf(types[i], words, values)
              : valueOf(word, values);
      arguments[i] = ArgumentTypes.fit(types[i], value, word);
    }
    return arguments;
  }

  private Object listenerOf(Class<?> type, JSONArray words, CallValues values)
      throws ProbeError {
    boolean isNull = values.call != null && !values.call.hasListener;
    return isNull ? null : listeners.of(type, values.call, isGivenCode(words));
  }

  private static boolean isGivenCode(JSONArray words) {
    for (int i = 0; i < words.length(); i++) {
      if ("requestCode".equals(words.opt(i))) {
        return true;
      }
    }
    return false;
  }

  private Object valueOf(Object word, CallValues values) {
    if (word instanceof JSONObject) {
      return ((JSONObject) word).opt("text");
    }
    if (!(word instanceof String)) {
      return word == JSONObject.NULL ? null : word;
    }
    return word.equals("context") ? context : values.of((String) word);
  }
}
