package com.cmic.gen.sdk.flow;

import android.os.Handler;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.json.JSONObject;

/** One call of the app, from its start to its one result. */
final class Call {
  /** What the call is doing; decides what reaching the limit means. */
  enum Stage {
    PREPARING(Failure.TIMEOUT),
    SWITCHING(Failure.SWITCH_PENDING),
    ASKING(Failure.TIMEOUT),
    PRESSED(Failure.TIMEOUT_AFTER_PRESS);

    private final Failure atLimit;

    Stage(Failure atLimit) {
      this.atLimit = atLimit;
    }
  }

  final Api api;
  final String appId;
  final String appKey;
  final Policies policies;
  final GatewayConfig gateway;

  private final GenTokenListener listener;
  private final int requestCode;
  private final IntSupplier newestRequestCode;
  private final Handler mainThread;
  private final Watchdog watchdog;
  private final long limitMillis;
  private final AtomicBoolean hasEnded = new AtomicBoolean();

  private volatile CallResources resources = new CallResources();
  private volatile Limit limit;
  private volatile Future<?> alarm;
  private volatile Stage stage = Stage.PREPARING;
  private volatile String traceId = "";
  private volatile String networkType = "0";
  private volatile Sim sim;

  Call(
      Api api,
      String appId,
      String appKey,
      GenTokenListener listener,
      int requestCode,
      Engine engine) {
    this.api = api;
    this.appId = appId;
    this.appKey = appKey;
    this.listener = listener;
    this.requestCode = requestCode;
    policies = engine.policies();
    gateway = engine.gateway();
    mainThread = engine.mainThread();
    watchdog = engine.watchdog();
    newestRequestCode = engine::newestRequestCode;
    limitMillis = policies.limitMillis(api, engine.overTime());
    arm(limitMillis);
  }

  /** For the next wait. */
  Limit limit() {
    // Whoever delivers late answers must not stop waiting for them.
    if (!policies.endsAtFirstResult()) return Limit.in(Policies.WITHOUT_LIMIT);
    return policies.spansWholeCall() ? limit : Limit.in(limitMillis);
  }

  /**
   * The user's time on the page is not counted (AUX-06): stops the clock and tells what was left.
   */
  long pause() {
    disarm();
    return limit.leftMillis();
  }

  void resume(long leftMillis) {
    stage = Stage.PRESSED;
    arm(leftMillis);
  }

  /** What the call holds open. */
  CallResources resources() {
    return resources;
  }

  /** Only a mutant's policy leads here: a call that asks again after its end. */
  void reopen() {
    resources = new CallResources();
  }

  void enter(Stage next) {
    stage = next;
  }

  void describe(String trace, Sim dataSim, String networks) {
    traceId = trace;
    sim = dataSim;
    networkType = networks;
  }

  String traceId() {
    return traceId;
  }

  /** A fresh one for a request that is repeated on purpose. */
  void setTraceId(String trace) {
    traceId = trace;
  }

  Sim sim() {
    return sim;
  }

  String networkType() {
    return networkType;
  }

  boolean isOpen() {
    return !hasEnded.get();
  }

  String cacheKey() {
    return policies.cacheKey(appId, sim.subscription, sim.operator);
  }

  void fail(FailureException e) {
    SdkLog.debug(api + " " + traceId + ": " + e.failure + ": " + e.getMessage());
    Failure failure = e.failure == Failure.TIMEOUT ? stage.atLimit : e.failure;
    end(policies.codeOf(failure), null, failure == stage.atLimit);
  }

  void end(ResultCode code) {
    end(code, null, false);
  }

  void succeed(String token) {
    if (policies.logsToken()) SdkLog.careless("token " + token);
    end(ResultCode.SUCCESS, token, false);
  }

  /** The worker is done; nothing that it opened stays open. */
  void closeResources() {
    resources.closeAll(false);
  }

  private void arm(long millis) {
    limit = Limit.in(millis);
    if (policies.spansWholeCall()) alarm = watchdog.arm(limit, this::reachLimit);
  }

  private void disarm() {
    Future<?> armed = alarm;
    if (armed != null) armed.cancel(false);
  }

  private void reachLimit() {
    fail(new FailureException(Failure.TIMEOUT, "the call's limit was reached"));
  }

  private void end(ResultCode code, String token, boolean limitReached) {
    boolean isFirst = hasEnded.compareAndSet(false, true);
    if (!isFirst && policies.endsAtFirstResult()) return;
    disarm();
    if (policies.endsAtFirstResult()) resources.closeAll(limitReached);
    if (!policies.delivers(code)) return;
    JSONObject result = policies.shape(api, result(code, token));
    int told = policies.requestCode(requestCode, newestRequestCode.getAsInt());
    mainThread.post(() -> listener.onGetTokenComplete(told, result));
  }

  private JSONObject result(ResultCode code, String token) {
    JSONObject result =
        ResultJson.of("resultCode", code.code, "desc", code.text, "traceId", traceId);
    if (api == Api.GET_PHONE_INFO) return result;
    AuthType type = code == ResultCode.SUCCESS ? AuthType.of(networkType) : AuthType.OTHER;
    ResultJson.put(result, "authType", type.code);
    ResultJson.put(result, "authTypeDes", type.text);
    if (token != null) ResultJson.put(result, "token", token);
    return result;
  }
}
