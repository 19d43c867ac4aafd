package com.lindenpass.login;

import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.json.JSONException;
import org.json.JSONObject;

/** One-tap login. */
public final class LindenPass {
  private static final long DEFAULT_LIMIT_MS = 8000;
  private static final Handler MAIN = new Handler(Looper.getMainLooper());
  private static LindenPass shared;

  private final Context context;
  private final Device device;
  private final ScripStore store;
  private final LoginDesk desk;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private volatile Gateway gateway;
  private volatile long limitMs = DEFAULT_LIMIT_MS;

  private interface Work {
    void run(Flow flow) throws Exception;
  }

  private LindenPass(Context context) {
    this.context = context;
    device = new Device(context);
    store = new ScripStore(context);
    desk = new LoginDesk(context);
  }

  public static synchronized LindenPass with(Context context) {
    if (shared == null) {
      shared = new LindenPass(context.getApplicationContext());
    }
    return shared;
  }

  /** Base URLs of the three number gateways. */
  private String[] numberBases = {"", "", ""};

  public void numberGateways(String mobile, String unicom, String telecom) {
    numberBases = new String[] {mobile, unicom, telecom};
  }

  public void tokenGateway(String base, String rootPem, String keyId, String publicKeyPem) {
    gateway = new Gateway(numberBases, base, rootPem, new String[] {keyId, publicKeyPem});
  }

  public void timeLimit(long milliseconds) {
    if (milliseconds > 0) {
      limitMs = milliseconds;
    }
  }

  public void onPage(PageListener listener) {
    desk.listener = listener;
  }

  /** Retrieves the masked number and caches what later calls need. */
  public void prepare(String appId, String appKey, Answer answer, int requestCode) {
    Call call = new Call(new String[] {appId, appKey}, true, limitMs, answer, requestCode);
    start(
        call,
        false,
        flow -> {
          Scrip scrip = flow.scrip(call, false);
          call.succeed(new JSONObject().put("securityphone", scrip.number));
        });
  }

  /** Shows the login page, and yields a token when the user agrees. */
  public void signIn(String appId, String appKey, Answer answer, int requestCode) {
    Call call = new Call(new String[] {appId, appKey}, false, limitMs, answer, requestCode);
    desk.await(call);
    start(
        call,
        false,
        flow -> {
          Scrip scrip = flow.scrip(call, false);
          Login login = new Login(call, scrip, () -> agreed(call, scrip));
          MAIN.post(() -> desk.open(login));
        });
  }

  /** Yields a token for checking a number that the app knows. */
  public void verify(String appId, String appKey, Answer answer, int requestCode) {
    Call call = new Call(new String[] {appId, appKey}, false, limitMs, answer, requestCode);
    start(call, true, flow -> call.succeed(checkToken(flow, call)));
  }

  private static JSONObject checkToken(Flow flow, Call call) throws Exception {
    try {
      return flow.token(call, flow.scrip(call, true), "check");
    } catch (Failure error) {
      if (!error.code.equals(Codes.SCRIP_GONE)) {
        throw error;
      }
      return flow.token(call, flow.scrip(call, true), "check");
    }
  }

  private void agreed(Call call, Scrip scrip) {
    call.startClock(Codes.LOGIN_TIMEOUT);
    run(call, flow -> call.succeed(flow.token(call, scrip, "login")));
  }

  public void forget() {
    store.clear();
  }

  public void closePage() {
    desk.close();
  }

  /** operatortype and networktype. */
  public JSONObject network() {
    try {
      return new JSONObject()
          .put("operatortype", device.operator())
          .put("networktype", device.networks());
    } catch (JSONException error) {
      throw new IllegalStateException(error);
    }
  }

  private void start(Call call, boolean isCheck, Work work) {
    if (call.appId == null
        || call.appId.isEmpty()
        || call.appKey == null
        || call.appKey.isEmpty()) {
      call.fail("200026", "the app id or the app key is empty");
      return;
    }
    call.startClock(Codes.TIMEOUT);
    run(
        call,
        flow -> {
          device.requirePermission();
          device.requireSim();
          if (isCheck && !device.operator().equals("1")) {
            throw new Failure("200080", "only China Mobile's numbers are verified");
          }
          work.run(flow);
        });
  }

  private void run(Call call, Work work) {
    workers.execute(
        () -> {
          try {
            if (gateway == null) {
              throw new Failure(Codes.OTHER, "no gateway is configured");
            }
            work.run(new Flow(context, device, store, gateway));
          } catch (Failure error) {
            call.fail(error.code, error.getMessage());
          } catch (Exception error) {
            call.fail(Codes.OTHER, String.valueOf(error));
          }
        });
  }

  static LoginDesk desk() {
    return shared == null ? null : shared.desk;
  }
}
