package com.cmic.gen.sdk.flow;

import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.cache.ScripCache;
import com.cmic.gen.sdk.cache.ScripFile;
import com.cmic.gen.sdk.device.PhoneStatePermission;
import com.cmic.gen.sdk.device.Radio;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.wire.MessageId;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.json.JSONObject;

/** What stands behind GenAuthnHelper: one a process. */
public final class Engine {
  private static Engine instance;

  private final Context context;
  private final Radio radio;
  private final ScripCache cache;
  private final PageHost pages;
  private final Handler mainThread = new Handler(Looper.getMainLooper());
  private final Watchdog watchdog = new Watchdog();
  private final ExecutorService workers = SdkThreads.calls();
  private final SecureRandom random = new SecureRandom();
  private final Map<Api, Flow> flows = new EnumMap<>(Api.class);

  private volatile Policies policies = Policies.REFERENCE;
  private volatile GatewayConfig gateway;
  private volatile Long overTime;
  private volatile int newestRequestCode;

  /** The steps of one kind of call, on a worker thread. */
  interface Flow {
    void run(Call call) throws FailureException, GatewayRefusal;
  }

  private Engine(Context context) {
    this.context = context;
    radio = new Radio(context);
    cache = new ScripCache(new ScripFile(context));
    pages = new PageHost(context, mainThread);
    GatewayClient client = new GatewayClient(context, radio, random);
    ScripSource scrips = new ScripSource(radio, cache, new NumberRetrieval(radio, client));
    TokenSource tokens = new TokenSource(radio, cache, client);
    flows.put(Api.GET_PHONE_INFO, new GetPhoneInfo(scrips));
    flows.put(Api.LOGIN_AUTH, new LoginAuth(scrips, tokens, pages, workers));
    flows.put(Api.MOBILE_AUTH, new MobileAuth(scrips, tokens, random));
  }

  public static synchronized Engine of(Context context) {
    if (instance == null) instance = new Engine(context.getApplicationContext());
    return instance;
  }

  /** Does nothing where nobody listens (API-12). */
  public void start(
      Api api, String appId, String appKey, GenTokenListener listener, int requestCode) {
    if (listener == null) return;
    newestRequestCode = requestCode;
    Call call = new Call(api, appId, appKey, listener, requestCode, this);
    workers.execute(() -> run(call));
  }

  public JSONObject networkType() {
    Sim sim = radio.sim(policies.asksDataSim());
    return policies.networkType(sim.operatorType(), radio.networkType(sim));
  }

  public void deleteScrip() {
    if (policies.forgetsOnDelScrip()) cache.clear();
  }

  public void setOverTime(long millis) {
    overTime = millis;
  }

  public PageHost pages() {
    return pages;
  }

  public void install(GatewayConfig config) {
    gateway = config;
    cache.belongTo(config.gatewayId());
  }

  public void behave(Policies next) {
    if (policies == next) return;
    policies = next;
    cache.clear();
  }

  Policies policies() {
    return policies;
  }

  GatewayConfig gateway() {
    return gateway;
  }

  Long overTime() {
    return overTime;
  }

  int newestRequestCode() {
    return newestRequestCode;
  }

  Handler mainThread() {
    return mainThread;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  private void run(Call call) {
    try {
      Sim sim = radio.sim(call.policies.asksDataSim());
      call.describe(MessageId.make(random), sim, radio.networkType(sim));
      checkArguments(call);
      checkPermission();
      flows.get(call.api).run(call);
    } catch (FailureException e) {
      call.fail(e);
    } catch (GatewayRefusal e) {
      call.end(e.code);
    } catch (RuntimeException e) {
      SdkLog.warn("an unexpected failure", e);
      call.fail(new FailureException(Failure.INTERNAL, e));
    } finally {
      if (!call.isOpen()) call.closeResources();
    }
  }

  private static void checkArguments(Call call) throws FailureException {
    if (isMissing(call.appId) || isMissing(call.appKey)) {
      throw new FailureException(Failure.BAD_ARGUMENT, "appId or appKey is missing");
    }
    if (call.gateway == null)
      throw new FailureException(Failure.NOT_CONFIGURED, "no gateway installed");
  }

  private void checkPermission() throws FailureException {
    if (PhoneStatePermission.isRefused(context)) {
      throw new FailureException(
          Failure.PERMISSION_REFUSED, "READ_PHONE_STATE, which the app asks for, was refused");
    }
  }

  private static boolean isMissing(String text) {
    return text == null || text.isEmpty();
  }
}
