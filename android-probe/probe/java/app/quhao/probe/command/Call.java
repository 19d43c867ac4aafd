package app.quhao.probe.command;

import android.os.SystemClock;
import app.quhao.probe.AppScreen;
import app.quhao.probe.ProbeContext;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.json.JSONObject;

final class Call implements Command {
  /** These answer through a listener. */
  private static final Set<String> ASYNCHRONOUS =
      Collections.unmodifiableSet(
          new HashSet<>(Arrays.asList("getPhoneInfo", "loginAuth", "mobileAuth")));

  private final ProbeContext context;

  Call(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "call";
  }

  @Override
  public String text() {
    return "calls one method of the SDK; its callbacks become events with this callId";
  }

  @Override
  public String params() {
    return "api, callId, appId?, appKey?, requestCode?, listener?, sharedListener?, value?, theme?,"
        + " thread?, inside?, next?, turnMs?";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    ApiCall call = ApiCall.read(params);
    for (ApiCall one = call; one != null; one = one.next) {
      expectInside(one);
      bringUpActivity(one);
    }
    return call.isOnWorker
        ? OnWorkerThread.run(() -> turn(call))
        : OnMainThread.run(context.mainThread, () -> turn(call));
  }

  /** Before the call's time begins, since an app has its activity long before. */
  private void bringUpActivity(ApiCall call) throws ProbeError {
    ApiCall inside = call.inside;
    boolean isWanted = context.adapter.wantsActivity(call);
    if (!isWanted && (inside == null || !context.adapter.wantsActivity(inside))) {
      return;
    }
    try {
      AppScreen.bringUp(context.android);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(error);
    } catch (IllegalStateException error) {
      throw ProbeError.probeFault(error);
    }
  }

  private void expectInside(ApiCall call) {
    if (call.inside != null) {
      context.events.onResult(call.callId, () -> follow(call.inside));
    }
  }

  /** The call and those after it, without a pause in which other work of the thread could run. */
  private JSONObject turn(ApiCall call) throws ProbeError {
    JSONObject answer = invoke(call);
    SystemClock.sleep(call.turnMillis);
    if (call.next != null) {
      Json.put(answer, "next", turn(call.next));
    }
    return answer;
  }

  /** What the SDK throws here, it throws into the app's callback. */
  private void follow(ApiCall call) {
    try {
      turn(call);
    } catch (ProbeError error) {
      throw new IllegalStateException("inside a callback: " + error.getMessage(), error);
    }
  }

  private JSONObject invoke(ApiCall call) throws ProbeError {
    long started = SystemClock.elapsedRealtimeNanos();
    Object value = context.adapter.invoke(call);
    long ended = SystemClock.elapsedRealtimeNanos();
    if (ASYNCHRONOUS.contains(call.api)) {
      return Json.object("callId", call.callId, "startedNanos", Long.toString(started));
    }
    return Json.object(
        "callId",
        call.callId,
        "startedNanos",
        Long.toString(started),
        "endedNanos",
        Long.toString(ended),
        "value",
        value);
  }
}
