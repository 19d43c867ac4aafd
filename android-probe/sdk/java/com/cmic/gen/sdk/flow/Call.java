package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.json.JSONObject;

/** One call of the app, from its start to its one result. */
public final class Call {
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

  public final Api api;
  public final AppCredentials app;

  /** Null where no gateway is installed; the call fails before anything asks for it. */
  public final GatewayConfig gateway;

  private final Reply reply;
  private final CallTools tools;
  private final AtomicBoolean hasEnded = new AtomicBoolean();
  private final CallResources resources = new CallResources();
  private volatile Limit limit;
  private volatile Future<?> alarm;
  private volatile Stage stage = Stage.PREPARING;
  private volatile Call awaited;
  private volatile String traceId = "";
  private volatile String networkType = "0";
  private volatile Sim sim;

  Call(CallRequest request, CallTools tools) {
    api = request.api;
    app = request.app;
    reply = request.reply;
    this.tools = tools;
    gateway = tools.settings.gateway();
    arm(tools.time.limitMillis(api, tools.settings.overTime()));
  }

  /** For the next wait. */
  public Limit limit() {
    return limit;
  }

  /** The user's time on the page is not counted (AUX-06). Returns what is left of the limit. */
  public long pause() {
    alarm.cancel(false);
    return limit.leftMillis();
  }

  /** The login button was pressed; `leftMillis` is what pause() returned. */
  void resume(long leftMillis) {
    stage = Stage.PRESSED;
    arm(tools.time.limitAfterPressMillis(leftMillis));
  }

  /** What the call holds open. */
  public CallResources resources() {
    return resources;
  }

  void enter(Stage next) {
    stage = next;
  }

  /** The call whose retrieval this one waits for; null: none. Reaching the limit means what it means there. */
  void waitFor(Call other) {
    awaited = other;
  }

  /** Sets the facts of the device that hold for the whole call. */
  void describe(Sim dataSim, String networks) {
    sim = dataSim;
    networkType = networks;
  }

  /** The msgid of the call's requests; the app sees it as traceId. */
  public String traceId() {
    return traceId;
  }

  /** A repeated request has a message id of its own. */
  public void setTraceId(String next) {
    traceId = next;
  }

  public Sim sim() {
    return sim;
  }

  String networkType() {
    return networkType;
  }

  public boolean isOpen() {
    return !hasEnded.get();
  }

  public void fail(FailureException error) {
    Call other = awaited;
    Stage reached = other == null ? stage : other.stage;
    Failure failure = error.failure == Failure.TIMEOUT ? reached.atLimit : error.failure;
    tools.log.debug(api + " " + traceId + ": " + error.failure + ": " + error.getMessage());
    end(tools.codes.codeOf(api, failure), null);
  }

  /** Ends a call that yields no token. */
  public void end(ResultCode code) {
    end(code, null);
  }

  public void succeed(String token) {
    end(ResultCode.SUCCESS, token);
  }

  private void arm(long millis) {
    limit = Limit.in(millis);
    alarm = tools.alarms.arm(limit, this::reachLimit);
  }

  private void reachLimit() {
    fail(new FailureException(Failure.TIMEOUT, "the call's limit was reached"));
  }

  /** The first result ends the call, later ones are dropped (API-05). */
  private void end(ResultCode code, String token) {
    if (!hasEnded.compareAndSet(false, true)) {
      return;
    }
    alarm.cancel(false);
    resources.closeAll();
    JSONObject result = result(code, token);
    tools.mainThread.execute(() -> reply.listener.onGetTokenComplete(reply.requestCode, result));
  }

  private JSONObject result(ResultCode code, String token) {
    JSONObject result =
        ResultJson.of("resultCode", code.code, "desc", code.text, "traceId", traceId);
    if (api == Api.GET_PHONE_INFO) {
      return result;
    }
    AuthType type = code == ResultCode.SUCCESS ? AuthType.of(networkType) : AuthType.OTHER;
    ResultJson.put(result, "authType", type.code);
    ResultJson.put(result, "authTypeDes", type.text);
    if (token != null) {
      ResultJson.put(result, "token", token);
    }
    return result;
  }
}
