package app.quhao.probe.adapter;

import android.content.Context;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import com.cmic.gen.sdk.auth.GenAuthnHelper;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Any SDK with the documented com.cmic.gen.sdk API: knows nothing else of it. Made on the main
 * thread.
 */
public final class DocumentedApiAdapter implements SdkAdapter {
  private static final long DEFAULT_OVER_TIME = 8000;

  private final Context context;
  private final EventLog events;
  private final GenAuthnHelper helper;
  private final Map<String, Invocation> invocations = new LinkedHashMap<>();

  private interface Invocation {
    Object on(GenAuthnHelper helper, ApiCall call) throws ProbeError;
  }

  public DocumentedApiAdapter(Context context, EventLog events) {
    this.context = context.getApplicationContext();
    this.events = events;
    // Guide 1.2, step 3: apps make it when they start, so its making is no part of any call's time.
    helper = GenAuthnHelper.getInstance(this.context);
    invocations.put("getPhoneInfo", this::getPhoneInfo);
    invocations.put("loginAuth", this::loginAuth);
    invocations.put("mobileAuth", this::mobileAuth);
    invocations.put("getNetworkType", (helper, call) -> helper.getNetworkType(this.context));
    invocations.put("delScrip", (helper, call) -> nothing(helper::delScrip));
    invocations.put("setOverTime", this::setOverTime);
    invocations.put("setPageInListener", this::setPageInListener);
    invocations.put("quitAuthActivity", (helper, call) -> nothing(helper::quitAuthActivity));
    invocations.put("setAuthThemeConfig", this::setAuthThemeConfig);
  }

  @Override
  public JSONObject describe() {
    return Json.object(
        "adapter",
        "documented-api",
        "name",
        "com.cmic.gen.sdk",
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
      throw ProbeError.badRequest("no api " + call.api + "; describe lists them");
    }
    try {
      return invocation.on(helper, call);
    } catch (NoSuchMethodError | AbstractMethodError error) {
      throw ProbeError.unsupported("the SDK lacks " + error.getMessage());
    } catch (RuntimeException | LinkageError error) {
      throw ProbeError.sdkThrew(error);
    }
  }

  @Override
  public void dispose() {
    helper.delScrip();
    helper.setOverTime(DEFAULT_OVER_TIME);
    helper.quitAuthActivity();
    helper.setAuthThemeConfig(new GenAuthThemeConfig.Builder().build());
    helper.setPageInListener(null);
  }

  private Object getPhoneInfo(GenAuthnHelper helper, ApiCall call) {
    GenTokenListener listener = new ResultRecorder(events, call.callId);
    if (call.requestCode == null) {
      helper.getPhoneInfo(call.appId, call.appKey, listener);
    } else {
      helper.getPhoneInfo(call.appId, call.appKey, listener, call.requestCode);
    }
    return null;
  }

  private Object loginAuth(GenAuthnHelper helper, ApiCall call) {
    GenTokenListener listener = new ResultRecorder(events, call.callId);
    if (call.requestCode == null) {
      helper.loginAuth(call.appId, call.appKey, listener);
    } else {
      helper.loginAuth(call.appId, call.appKey, listener, call.requestCode);
    }
    return null;
  }

  private Object mobileAuth(GenAuthnHelper helper, ApiCall call) {
    GenTokenListener listener = new ResultRecorder(events, call.callId);
    if (call.requestCode == null) {
      helper.mobileAuth(call.appId, call.appKey, listener);
    } else {
      helper.mobileAuth(call.appId, call.appKey, listener, call.requestCode);
    }
    return null;
  }

  private Object setOverTime(GenAuthnHelper helper, ApiCall call) throws ProbeError {
    if (call.value == null) {
      throw ProbeError.badRequest("setOverTime needs `value`");
    }
    helper.setOverTime(call.value);
    return null;
  }

  private Object setPageInListener(GenAuthnHelper helper, ApiCall call) {
    helper.setPageInListener(new PageInRecorder(events, call.callId));
    return null;
  }

  private Object setAuthThemeConfig(GenAuthnHelper helper, ApiCall call) throws ProbeError {
    JSONObject theme = call.theme == null ? new JSONObject() : call.theme;
    helper.setAuthThemeConfig(ThemeReader.read(theme));
    return null;
  }

  private static Object nothing(Runnable action) {
    action.run();
    return null;
  }
}
