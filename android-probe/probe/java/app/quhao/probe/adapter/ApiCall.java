package app.quhao.probe.adapter;

import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.json.JSONObject;

/** The params of `call`. */
public final class ApiCall {
  private static final List<String> APIS =
      Collections.unmodifiableList(
          Arrays.asList(
              "getPhoneInfo",
              "loginAuth",
              "mobileAuth",
              "getNetworkType",
              "delScrip",
              "setOverTime",
              "setPageInListener",
              "quitAuthActivity",
              "setAuthThemeConfig"));

  public final String api;
  public final String callId;
  public final String appId;
  public final String appKey;

  /** Null calls the overload without it. */
  public final Integer requestCode;

  /** False: the SDK is given null for its listener. */
  public final boolean hasListener;

  /** Calls with the same text are given one listener object; null: a listener of its own. */
  public final String sharedListener;

  /** The call comes from a thread of the app's own, and not from the main thread. */
  public final boolean isOnWorker;

  /** The app makes this call inside the first callback of this one; null: none. */
  public final ApiCall inside;

  public final Long value;
  public final JSONObject theme;

  private ApiCall(Params params) throws ProbeError {
    api = params.text("api");
    callId = params.text("callId");
    appId = params.textOrNull("appId");
    appKey = params.textOrNull("appKey");
    requestCode =
        params.has("requestCode") ? Integer.valueOf((int) params.number("requestCode")) : null;
    hasListener = !params.has("listener") || params.flag("listener");
    sharedListener = params.textOrNull("sharedListener");
    value = params.has("value") ? Long.valueOf(params.number("value")) : null;
    theme = params.objectOrNull("theme");
    String thread = params.textOrNull("thread");
    if (thread != null && !thread.equals("main") && !thread.equals("worker")) {
      throw ProbeError.badRequest("thread must be main or worker, got " + thread);
    }
    isOnWorker = "worker".equals(thread);
    JSONObject next = params.objectOrNull("inside");
    inside = next == null ? null : read(new Params(next));
  }

  /** PROTOCOL.md, call.api: an SDK may lack it. */
  public static boolean isKnown(String api) {
    return APIS.contains(api);
  }

  public static ApiCall read(Params params) throws ProbeError {
    return new ApiCall(
        params.only(
            "api",
            "callId",
            "appId",
            "appKey",
            "requestCode",
            "listener",
            "sharedListener",
            "value",
            "theme",
            "thread",
            "inside"));
  }

  /** The code that the app hears: -1 where it gave none (guide 1.2). */
  public Integer askedCode() {
    return requestCode == null ? Integer.valueOf(-1) : requestCode;
  }
}
