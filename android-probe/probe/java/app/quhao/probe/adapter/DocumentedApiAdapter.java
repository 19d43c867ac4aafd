package app.quhao.probe.adapter;

import android.content.Context;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Any SDK with the documented API (docs/sdk-api.md), by reflection: its classes are known by name
 * only, its listeners by their shape. Made on the main thread.
 */
public final class DocumentedApiAdapter implements SdkAdapter {
  /** The class that has the API, the guide's first; older SDKs have the same API elsewhere. */
  private static final List<String> HELPERS =
      Collections.unmodifiableList(
          Arrays.asList(
              "com.cmic.gen.sdk.auth.GenAuthnHelper",
              "com.cmic.sso.sdk.auth.GenAuthnHelper",
              "com.cmic.sso.sdk.auth.AuthnHelper"));

  private static final long DEFAULT_OVER_TIME = 8000;

  private final Context context;
  private final EventLog events;
  private final String subject;
  private final SdkObject helper;
  private final SharedListeners sharedListeners = new SharedListeners();
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();

  private interface Invocation {
    Object on(ApiCall call) throws ProbeError;
  }

  public DocumentedApiAdapter(Context context, EventLog events) throws ProbeError {
    this.context = context.getApplicationContext();
    this.events = events;
    subject = BuildFacts.read(context).subject;
    // Guide 1.2, step 3: apps make it when they start, so its making is no part of any call's time.
    helper = makeHelper(HELPERS, this.context);
    offer("getPhoneInfo", this::callWithListener);
    offer("loginAuth", this::callWithListener);
    offer("mobileAuth", this::callWithListener);
    offer("getNetworkType", this::getNetworkType);
    offer("delScrip", this::callWithoutArguments);
    offer("setOverTime", this::setOverTime);
    offer("setPageInListener", this::setPageInListener);
    offer("quitAuthActivity", this::callWithoutArguments);
    offer("setAuthThemeConfig", this::setAuthThemeConfig);
  }

  @Override
  public JSONObject describe() {
    return Json.object(
        "adapter",
        "documented-api",
        "name",
        subject == null ? helper.typeName() : subject,
        "version",
        "unknown",
        "methods",
        new JSONArray(invocations.keySet()),
        "mutants",
        new JSONArray(),
        "variants",
        new JSONArray(),
        "configurable",
        false);
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    throw ProbeError.unsupported(
        "the documented API has no way to name a gateway, a mutant or a variant");
  }

  @Override
  public Object invoke(ApiCall call) throws ProbeError {
    Invocation invocation = invocations.get(call.api);
    if (invocation == null) {
      throw ApiCall.isKnown(call.api)
          ? ProbeError.unsupported(helper.typeName() + " has no " + call.api)
          : ProbeError.badRequest("no api " + call.api + "; describe lists them");
    }
    return invocation.on(call);
  }

  @Override
  public void dispose() {
    sharedListeners.forget();
    Disposal disposal = new Disposal();
    disposal.step(helper.has("delScrip"), () -> callWithoutArguments("delScrip"));
    disposal.step(helper.has("setOverTime"), () -> setOverTime(DEFAULT_OVER_TIME));
    disposal.step(helper.has("quitAuthActivity"), () -> callWithoutArguments("quitAuthActivity"));
    disposal.step(helper.has("setAuthThemeConfig"), () -> setTheme(new JSONObject(), ""));
    disposal.step(
        helper.has("setPageInListener"),
        () -> helper.call(oneArgument("setPageInListener"), (Object) null));
  }

  private void offer(String name, Invocation invocation) {
    if (helper.has(name)) {
      invocations.put(name, invocation);
    }
  }

  /** The instance of the first class that is there; what its loading throws is SDK_THREW. */
  static SdkObject makeHelper(List<String> names, Context context) throws ProbeError {
    for (String name : names) {
      try {
        return instanceOf(Class.forName(name), context);
      } catch (ClassNotFoundException error) {
        continue;
      } catch (LinkageError error) {
        throw SdkObject.notLoaded(error);
      }
    }
    throw ProbeError.unsupported(
        "the APK has no class of the documented API (one of "
            + names
            + "): build it with --sdk, or with an --adapter for another API");
  }

  private static SdkObject instanceOf(Class<?> type, Context context) throws ProbeError {
    SdkObject statics = new SdkObject(type, null);
    Method withContext =
        statics.methodOrNull("getInstance", types -> isOne(types, Context.class));
    Object instance =
        withContext == null
            ? statics.call(statics.method("getInstance", "(Context)", types -> types.length == 0))
            : statics.call(withContext, context);
    return new SdkObject(type, instance);
  }

  /** (appId, appKey, listener), and where the SDK has it the request code. */
  private Object callWithListener(ApiCall call) throws ProbeError {
    Method withCode = helper.methodOrNull(call.api, types -> isCall(types) && types.length == 4);
    boolean isWithCode = call.requestCode != null && withCode != null;
    Method method =
        isWithCode
            ? withCode
            : helper.method(
                call.api,
                "(String, String, listener)",
                types -> isCall(types) && types.length == 3);
    if (call.sharedListener != null && withCode == null) {
      throw ProbeError.unsupported(helper.typeName() + "." + call.api + " has no request code");
    }
    Object listener =
        call.hasListener ? listenerOf(method.getParameterTypes()[2], call, withCode != null) : null;
    if (isWithCode) {
      return ignored(helper.call(method, call.appId, call.appKey, listener, call.requestCode));
    }
    return ignored(helper.call(method, call.appId, call.appKey, listener));
  }

  private Object listenerOf(Class<?> type, ApiCall call, boolean isCodeTaken) throws ProbeError {
    return sharedListeners.of(
        type,
        call,
        calls -> ListenerProxy.of(type, new ResultRecorder(events, calls, isCodeTaken)));
  }

  private static boolean isCall(Class<?>[] types) {
    return types.length >= 3
        && types[0] == String.class
        && types[1] == String.class
        && (types.length == 3 || types[3] == int.class);
  }

  private Object getNetworkType(ApiCall call) throws ProbeError {
    Method withContext =
        helper.methodOrNull("getNetworkType", types -> isOne(types, Context.class));
    return withContext == null
        ? helper.call(helper.method("getNetworkType", "(Context)", types -> types.length == 0))
        : helper.call(withContext, context);
  }

  private Object setOverTime(ApiCall call) throws ProbeError {
    if (call.value == null) {
      throw ProbeError.badRequest("setOverTime needs `value`");
    }
    return setOverTime(call.value);
  }

  private Object setOverTime(long value) throws ProbeError {
    Method ofLong = helper.methodOrNull("setOverTime", types -> isOne(types, long.class));
    if (ofLong != null) {
      return ignored(helper.call(ofLong, value));
    }
    Method ofInt = helper.method("setOverTime", "(long)", types -> isOne(types, int.class));
    return ignored(helper.call(ofInt, (int) value));
  }

  private Object setPageInListener(ApiCall call) throws ProbeError {
    Method method = oneArgument("setPageInListener");
    PageInRecorder recorder = new PageInRecorder(events, call.callId);
    return ignored(helper.call(method, ListenerProxy.of(method.getParameterTypes()[0], recorder)));
  }

  private Object setAuthThemeConfig(ApiCall call) throws ProbeError {
    return setTheme(call.theme == null ? new JSONObject() : call.theme, call.callId);
  }

  private Object setTheme(JSONObject theme, String callId) throws ProbeError {
    Method method = oneArgument("setAuthThemeConfig");
    ThemeArguments arguments =
        new ThemeArguments(context, new ThemeRecorder(events, callId));
    ThemeReader reader = new ThemeReader(method.getParameterTypes()[0], arguments);
    return ignored(helper.call(method, reader.read(theme)));
  }

  private Method oneArgument(String name) throws ProbeError {
    return helper.method(name, " of one argument", types -> types.length == 1);
  }

  private Object callWithoutArguments(ApiCall call) throws ProbeError {
    return callWithoutArguments(call.api);
  }

  private Object callWithoutArguments(String name) throws ProbeError {
    return ignored(helper.call(helper.method(name, "()", types -> types.length == 0)));
  }

  private static boolean isOne(Class<?>[] types, Class<?> type) {
    return types.length == 1 && types[0] == type;
  }

  /** The documented methods but getNetworkType return nothing; what an SDK returns all the same is its own. */
  private static Object ignored(Object value) {
    return null;
  }
}
