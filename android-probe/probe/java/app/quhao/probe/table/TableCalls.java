package app.quhao.probe.table;

import android.content.Context;
import app.quhao.probe.AppScreen;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.SdkObject;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** Carries a row of the table out: {class? or target?, method, arguments}. */
final class TableCalls {
  private static final String ACTIVITY = "activity";
  private static final String ARGUMENTS = "arguments";
  private static final String CLASS = "class";
  private static final String FIELD = "field";
  private static final String METHOD = "method";
  private static final String OBJECT = "object";
  private static final String THEN = "then";

  private final JSONObject table;
  private final Context context;
  private final TableListeners listeners;

  /** Null where the table has none. */
  private SdkObject instance;

  /** The table's `objects` that were asked for so far. */
  private final Map<String, Object> objects = new HashMap<>();

  /** A call whose method and arguments are known. */
  interface Prepared {
    Object call() throws ProbeError;
  }

  TableCalls(JSONObject table, Context context, TableListeners listeners) throws ProbeError {
    this.table = table;
    this.context = context;
    this.listeners = listeners;
    // Apps make the SDK's object when they start: its making is no part of any call's time.
    if (table.has("instance")) {
      Object made = make(table.optJSONObject("instance"), CallValues.none());
      instance = new SdkObject(made.getClass(), made);
    }
    JSONArray steps = table.optJSONArray("setup");
    for (int i = 0; steps != null && i < steps.length(); i++) {
      run(steps.optJSONObject(i), CallValues.none());
    }
  }

  /** The row calls a suspend function. */
  static boolean isSuspending(JSONObject row) {
    return hasWord(words(row), "suspend");
  }

  /** The row calls with an activity of the app. */
  static boolean takesActivity(JSONObject row) {
    return hasWord(words(row), ACTIVITY) || hasWord(row.opt("target"), ACTIVITY);
  }

  Object run(JSONObject row, CallValues values) throws ProbeError {
    return prepare(row, values).call();
  }

  /** Finds the method and makes the arguments. */
  Prepared prepare(JSONObject row, CallValues values) throws ProbeError {
    return prepare(targetOf(row, values), row, values);
  }

  private Prepared prepare(SdkObject target, JSONObject row, CallValues values) throws ProbeError {
    String name = row.optString(METHOD);
    JSONArray words = words(row);
    ProbeError last = null;
    for (Method method : target.methods(name)) {
      if (method.getParameterCount() != words.length()) {
        continue;
      }
      try {
        Object[] arguments = arguments(method.getParameterTypes(), words, values);
        return () -> target.call(method, arguments);
      } catch (MisfitException error) {
        last = ProbeError.unsupported(target.typeName() + "." + name + ": " + error.getMessage());
      }
    }
    throw last != null
        ? last
        : ProbeError.unsupported(
            target.typeName() + " has no " + name + " of " + words.length() + " arguments");
  }

  /** What {object}, {class, field}, {class, method, arguments} or {class, arguments} stands for. */
  private Object make(JSONObject spec, CallValues values) throws ProbeError {
    if (spec.has(OBJECT)) {
      return named(spec.optString(OBJECT));
    }
    Object made = first(spec, values);
    JSONArray steps = spec.optJSONArray(THEN);
    for (int i = 0; steps != null && i < steps.length(); i++) {
      SdkObject owner = new SdkObject(made.getClass(), made);
      Object next = prepare(owner, steps.optJSONObject(i), values).call();
      // A setter returns nothing, or whether it worked; a builder itself or what it builds.
      boolean isOther = next != null && !(next instanceof Boolean) && !(next instanceof Number);
      made = isOther ? next : made;
    }
    return made;
  }

  private Object first(JSONObject spec, CallValues values) throws ProbeError {
    Class<?> type = SdkObject.classNamed(spec.optString(CLASS));
    if (spec.has(FIELD)) {
      return SdkObject.ofField(type, spec.optString(FIELD)).value();
    }
    if (!spec.has(METHOD)) {
      return construct(type, words(spec), values);
    }
    Object made = prepare(new SdkObject(type, null), spec, values).call();
    if (made == null) {
      throw ProbeError.unsupported(type.getName() + "." + spec.optString(METHOD) + " gave null");
    }
    return made;
  }

  private Object construct(Class<?> type, JSONArray words, CallValues values) throws ProbeError {
    if (words.length() == 0 || (words.length() == 1 && "context".equals(words.opt(0)))) {
      return SdkObject.made(type, words.length() == 1 ? context : null).value();
    }
    String last = "no constructor of " + words.length() + " arguments";
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() != words.length()) {
        continue;
      }
      try {
        Object[] arguments = arguments(constructor.getParameterTypes(), words, values);
        return SdkObject.constructed(constructor, arguments).value();
      } catch (MisfitException error) {
        last = error.getMessage();
      }
    }
    throw ProbeError.unsupported(type.getName() + " cannot be made: " + last);
  }

  /** Made when it is first asked for; later rows share it. */
  private Object named(String name) throws ProbeError {
    if (!objects.containsKey(name)) {
      JSONObject specs = table.optJSONObject("objects");
      JSONObject spec = specs == null ? null : specs.optJSONObject(name);
      if (spec == null) {
        throw ProbeError.unsupported("the table has no object " + name);
      }
      objects.put(name, make(spec, CallValues.none()));
    }
    return objects.get(name);
  }

  private SdkObject targetOf(JSONObject row, CallValues values) throws ProbeError {
    if (row.has("target")) {
      Object target = make(row.optJSONObject("target"), values);
      return new SdkObject(target.getClass(), target);
    }
    if (row.has(CLASS)) {
      return new SdkObject(SdkObject.classNamed(row.optString(CLASS)), null);
    }
    if (instance == null) {
      throw ProbeError.unsupported("the row has no class and the table no instance: " + row);
    }
    return instance;
  }

  private Object[] arguments(Class<?>[] types, JSONArray words, CallValues values)
      throws MisfitException, ProbeError {
    Object[] arguments = new Object[types.length];
    boolean isGivenCode = hasWord(words, "requestCode");
    for (int i = 0; i < types.length; i++) {
      Object word = words.opt(i);
      Object value = argument(types[i], word, values, isGivenCode);
      arguments[i] = ArgumentTypes.fit(types[i], value, word);
    }
    return arguments;
  }

  private Object argument(Class<?> type, Object word, CallValues values, boolean isGivenCode)
      throws MisfitException, ProbeError {
    if ("suspend".equals(word) && values.suspended != null) {
      return values.suspended.continuation(type);
    }
    JSONObject given = word instanceof JSONObject ? (JSONObject) word : null;
    if ("listener".equals(word) || (given != null && (given.has("listener") || given.has("on")))) {
      return listenerOf(type, given, values, isGivenCode);
    }
    if (word instanceof JSONArray) {
      return listOf(type, (JSONArray) word, values, isGivenCode);
    }
    if (given != null) {
      return given.has("text") ? given.opt("text") : make(given, values);
    }
    if (!(word instanceof String)) {
      return word == JSONObject.NULL ? null : word;
    }
    if (word.equals("theme")) {
      return theme(values.call);
    }
    if (word.equals(ACTIVITY)) {
      return AppScreen.activity();
    }
    return word.equals("context") ? context : values.of((String) word);
  }

  /** An array where the parameter is one, as that of `String...`; else a list. */
  private Object listOf(Class<?> type, JSONArray words, CallValues values, boolean isGivenCode)
      throws MisfitException, ProbeError {
    Class<?> element = type.isArray() ? type.getComponentType() : Object.class;
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < words.length(); i++) {
      Object value = argument(element, words.opt(i), values, isGivenCode);
      list.add(ArgumentTypes.fit(element, value, words.opt(i)));
    }
    if (!type.isArray()) {
      return list;
    }
    Object array = Array.newInstance(element, list.size());
    for (int i = 0; i < list.size(); i++) {
      Array.set(array, i, list.get(i));
    }
    return array;
  }

  /** `call` null: the theme that sets nothing. */
  private Object theme(ApiCall call) throws ProbeError {
    JSONObject spec = table.optJSONObject("theme");
    if (spec == null) {
      throw ProbeError.unsupported("the table has no `theme`");
    }
    Object builder = make(spec.optJSONObject("builder"), CallValues.none());
    String callId = call == null ? "" : call.callId;
    JSONObject theme = call == null || call.theme == null ? new JSONObject() : call.theme;
    return new TableThemes(spec, listeners.themeArguments(context, callId)).read(builder, theme);
  }

  /** `given` null: the listener that the table has for the parameter's type. */
  private Object listenerOf(Class<?> type, JSONObject given, CallValues values, boolean isGivenCode)
      throws ProbeError, MisfitException {
    if (values.call == null || !values.call.hasListener) {
      return null;
    }
    if (given == null) {
      return listeners.of(type, values.call, isGivenCode);
    }
    if (given.has("listener")) {
      Class<?> named = SdkObject.classNamed(given.optString("listener"));
      return listeners.of(named, values.call, isGivenCode);
    }
    if (!type.isInterface()) {
      throw new MisfitException("`on` does not fit " + type.getName() + ", which is no interface");
    }
    return listeners.of(type, given.optJSONObject("on"), values.call, isGivenCode);
  }

  private static JSONArray words(JSONObject row) {
    JSONArray words = row.optJSONArray(ARGUMENTS);
    return words == null ? new JSONArray() : words;
  }

  /** In the list, or in an object that it describes. */
  private static boolean hasWord(Object described, String word) {
    if (described instanceof JSONArray) {
      JSONArray words = (JSONArray) described;
      for (int i = 0; i < words.length(); i++) {
        if (word.equals(words.opt(i)) || hasWord(words.opt(i), word)) {
          return true;
        }
      }
      return false;
    }
    if (described instanceof JSONObject) {
      JSONObject object = (JSONObject) described;
      return hasWord(object.opt("arguments"), word) || hasWord(object.opt("then"), word);
    }
    return false;
  }
}
