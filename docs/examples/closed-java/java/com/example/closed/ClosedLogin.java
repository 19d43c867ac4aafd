package com.example.closed;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.os.Handler;
import android.os.Looper;
import android.provider.Settings;
import android.telephony.TelephonyManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.json.JSONObject;

/**
 * A login SDK that cannot be told where its gateway is: the hosts are constants, the requests are a
 * dialect of its own, and it trusts whom the device trusts. It has a number request and a number
 * check, and no page.
 */
public final class ClosedLogin {
  private static final String NUMBER_URL = "http://rcs.closed.example/v2/who";
  private static final String TICKET_URL = "https://id.closed.example/v2/ticket";
  private static ClosedLogin instance;

  private final Handler main = new Handler(Looper.getMainLooper());
  private final Context context;
  private final ConnectivityManager connectivity;
  private volatile long limitMs = 8000;
  private volatile String handle;

  private ClosedLogin(Context context) {
    this.context = context.getApplicationContext();
    connectivity = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
  }

  public static synchronized ClosedLogin of(Context context) {
    if (instance == null) {
      instance = new ClosedLogin(context);
    }
    return instance;
  }

  public void setLimit(long milliseconds) {
    limitMs = milliseconds;
  }

  /** Drops the handle of the last number request. */
  public void forget() {
    handle = null;
  }

  /** Asks for the number behind the SIM. */
  public void number(String appId, String appKey, Listener listener) {
    start(appId, appKey, listener, call -> handle = ask(call));
  }

  /** Asks for a ticket with which the app's server checks a number. */
  public void check(String appId, String appKey, Listener listener) {
    start(appId, appKey, listener, this::ticket);
  }

  private interface Work {
    void run(Call call) throws Exception;
  }

  private void start(String appId, String appKey, Listener listener, Work work) {
    Call call = new Call(main, listener, new Request(context, appId, appKey));
    if (appId == null || appId.isEmpty() || appKey == null || appKey.isEmpty()) {
      call.end("BAD_APP", "no app id or key", new LinkedHashMap<>());
      return;
    }
    call.limit(limitMs);
    new Thread(
            () -> {
              try {
                requireDevice();
                work.run(call);
                call.end("OK", "true", call.values);
              } catch (Exception error) {
                call.fail(error);
              }
            },
            "closed-login")
        .start();
  }

  private void requireDevice() throws CallException {
    TelephonyManager telephony =
        (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    int sim = telephony.getSimState();
    if (sim != TelephonyManager.SIM_STATE_READY) {
      boolean isAbsent = sim == TelephonyManager.SIM_STATE_ABSENT;
      throw new CallException(isAbsent ? "NO_SIM" : "BAD_SIM", "no SIM that is ready");
    }
    if (connectivity.getActiveNetwork() == null) {
      throw new CallException("NO_NETWORK", "no network");
    }
  }

  private String ask(Call call) throws Exception {
    if (handle != null) {
      return handle;
    }
    if (Settings.Global.getInt(context.getContentResolver(), "mobile_data", 1) == 0) {
      throw new CallException("DATA_OFF", "mobile data is off");
    }
    try (MobileNetwork mobile = new MobileNetwork(connectivity)) {
      Network network = mobile.await(call.leftMs());
      JSONObject answer = Http.post(NUMBER_URL, network, call.request.number(), call);
      return answer.getString("handle");
    }
  }

  private void ticket(Call call) throws Exception {
    handle = ask(call);
    JSONObject answer = Http.post(TICKET_URL, null, call.request.ticket(handle), call);
    Map<String, String> values = call.values;
    values.put("ticket", answer.getString("ticket"));
    boolean isMobile = Settings.Global.getInt(context.getContentResolver(), "wifi_on", 0) == 0;
    values.put("networks", isMobile ? "2" : "1");
    handle = null;
  }
}
