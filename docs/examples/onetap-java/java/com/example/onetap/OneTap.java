package com.example.onetap;

import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.os.Handler;
import android.os.Looper;
import android.telephony.TelephonyManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A one-tap login SDK with an API, a transport and a page of its own. It is wrong in one way, so
 * that there is something to find: `prefetch` does not keep the limit that `setTimeout` sets.
 */
public final class OneTap {
  private static final int DEFAULT_LIMIT_MS = 8000;
  private static OneTap instance;

  private final Context context;
  private final Handler main = new Handler(Looper.getMainLooper());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Server server;
  private int limitMs = DEFAULT_LIMIT_MS;
  private PageCallback pageCallback;
  private LoginActivity page;
  private PendingLogin login;
  private Credential credential;

  /** What a prefetch has yielded; it lives in memory only. */
  private static final class Credential {
    final String appId;
    final String scrip;
    final String number;
    final long endMs;

    Credential(String appId, String scrip, String number, long endMs) {
      this.appId = appId;
      this.scrip = scrip;
      this.number = number;
      this.endMs = endMs;
    }
  }

  private static final class PendingLogin {
    final String[] app;
    final Ending ending;
    final long leftMs;

    PendingLogin(String[] app, Ending ending, long leftMs) {
      this.app = app;
      this.ending = ending;
      this.leftMs = leftMs;
    }
  }

  private interface Work {
    OneTapResult run(long endMs) throws Exception;
  }

  private OneTap(Context context) {
    this.context = context.getApplicationContext();
  }

  public static synchronized OneTap get(Context context) {
    if (instance == null) {
      instance = new OneTap(context);
    }
    return instance;
  }

  /** Where the gateway is: a base URL for numbers (http) and one for tokens (https). */
  public void setServer(
      String numberUrl, String tokenUrl, String rootPem, String keyId, String publicKeyPem) {
    server = new Server(numberUrl, tokenUrl, rootPem, keyId, publicKeyPem);
    forget();
  }

  public void setTimeout(long milliseconds) {
    limitMs = milliseconds > 0 ? (int) milliseconds : DEFAULT_LIMIT_MS;
  }

  public void setPageCallback(PageCallback callback) {
    pageCallback = callback;
  }

  /** Fetches the masked number and the credential that the next login needs. */
  public void prefetch(String appId, String appKey, OneTapCallback callback) {
    Ending ending = new Ending(main, callback);
    // The planted mistake: the limit of setTimeout is not used here.
    run(ending, DEFAULT_LIMIT_MS, appId, appKey, endMs -> prefetched(appId, appKey, ending, endMs));
  }

  /** Shows the login page over the activity, and yields a token when its button is pressed. */
  public void login(Activity activity, String appId, String appKey, OneTapCallback callback) {
    Ending ending = new Ending(main, callback);
    run(
        ending,
        limitMs,
        appId,
        appKey,
        endMs -> {
          prefetched(appId, appKey, ending, endMs);
          long leftMs = endMs - now();
          PendingLogin pending = new PendingLogin(new String[] {appId, appKey}, ending, leftMs);
          main.post(() -> openPage(activity, pending));
          return null;
        });
  }

  /** Yields a token that lets the app's back end compare a number with the device's. */
  public void verify(String appId, String appKey, OneTapCallback callback) {
    Ending ending = new Ending(main, callback);
    run(
        ending,
        limitMs,
        appId,
        appKey,
        endMs -> {
          prefetched(appId, appKey, ending, endMs);
          return token(new String[] {appId, appKey}, "check", ending, endMs);
        });
  }

  public void forget() {
    credential = null;
  }

  public void closePage() {
    if (page != null) {
      page.finish();
    }
  }

  /** `carrier`: 0 none, 1 to 3 the operators. `network`: 0 none, 1 mobile data, 2 Wi-Fi, 3 both. */
  public NetworkInfo networkInfo() {
    return new NetworkInfo(operator(), networkType());
  }

  private void run(Ending ending, int limit, String appId, String appKey, Work work) {
    if (appId == null || appId.isEmpty()) {
      ending.fail(OneTapException.BAD_APP_ID, "appId is empty");
      return;
    }
    if (appKey == null || appKey.isEmpty()) {
      ending.fail(OneTapException.BAD_APP_KEY, "appKey is empty");
      return;
    }
    ending.limit(limit);
    long endMs = now() + limit;
    threads.execute(
        () -> {
          try {
            OneTapResult result = work.run(endMs);
            if (result != null) {
              ending.succeed(result);
            } else {
              ending.stopLimit();
            }
          } catch (OneTapException error) {
            ending.fail(error.reason, error.getMessage());
          } catch (Exception error) {
            ending.fail(OneTapException.BAD_ANSWER, String.valueOf(error));
          }
        });
  }

  private OneTapResult prefetched(String appId, String appKey, Ending ending, long endMs)
      throws Exception {
    Credential known = credential;
    if (known != null && known.appId.equals(appId) && known.endMs > now()) {
      return new OneTapResult(null, known.number, ending.traceId(), networkType());
    }
    requireMobileData();
    Wire wire = new Wire();
    ending.traced(wire.messageId);
    JSONObject parameters = Wire.parameters(context, operator(), networkType());
    JSONObject body = wire.numberRequest(server, appId, appKey, parameters);
    JSONObject answer;
    try (MobileNetwork mobile = new MobileNetwork(context)) {
      Network network = mobile.await(left(endMs));
      answer = Http.post(server, server.numberUrl, network, body, (int) left(endMs));
    }
    requireSuccess(answer, wire.messageId);
    JSONObject opened = wire.open(answer);
    long lifeMs = Long.parseLong(opened.getString("scripexpiresin")) * 1000;
    String number = opened.getString("securityphone");
    credential = new Credential(appId, opened.getString("scrip"), number, now() + lifeMs);
    return new OneTapResult(null, number, wire.messageId, networkType());
  }

  private OneTapResult token(String[] app, String capability, Ending ending, long endMs)
      throws Exception {
    Credential known = credential;
    if (known == null) {
      throw new OneTapException(OneTapException.BAD_ANSWER, "there is no credential");
    }
    String messageId = Wire.hex(Wire.random(16));
    ending.traced(messageId);
    JSONObject parameters = Wire.parameters(context, operator(), networkType());
    JSONObject body = Wire.tokenRequest(messageId, app, known.scrip, capability, parameters);
    JSONObject answer = Http.post(server, server.tokenUrl, null, body, (int) left(endMs));
    requireSuccess(answer, messageId);
    String token = answer.optString("token");
    if (token.isEmpty()) {
      throw new OneTapException(OneTapException.BAD_ANSWER, "the answer has no token");
    }
    return new OneTapResult(token, known.number, messageId, networkType());
  }

  private static void requireSuccess(JSONObject answer, String messageId)
      throws OneTapException, JSONException {
    String code = answer.getString("resultCode");
    if (!code.equals("103000")) {
      throw new OneTapException(code, answer.optString("desc"));
    }
    if (!answer.getString("inresponseto").equals(messageId)) {
      throw new OneTapException(
          OneTapException.BAD_ANSWER, "the answer belongs to another request");
    }
  }

  private void openPage(Activity activity, PendingLogin pending) {
    login = pending;
    activity.startActivity(new Intent(activity, LoginActivity.class));
  }

  String numberForPage() {
    return credential == null ? "" : credential.number;
  }

  void pageShown(LoginActivity shown) {
    page = shown;
    if (pageCallback != null) {
      pageCallback.onShown();
    }
  }

  void pagePressed() {
    PendingLogin pending = login;
    if (pending == null) {
      return;
    }
    login = null;
    run(
        pending.ending,
        (int) Math.max(1, pending.leftMs),
        pending.app[0],
        pending.app[1],
        endMs -> {
          OneTapResult result = token(pending.app, "login", pending.ending, endMs);
          main.post(this::closePage);
          return result;
        });
  }

  void pageClosed(LoginActivity closed) {
    if (page != closed) {
      return;
    }
    page = null;
    PendingLogin pending = login;
    login = null;
    if (pending != null) {
      pending.ending.fail(OneTapException.CANCELLED, "the user left the page");
    }
  }

  private void requireMobileData() throws OneTapException {
    TelephonyManager telephony =
        (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    if (telephony.getSimState() != TelephonyManager.SIM_STATE_READY) {
      throw new OneTapException(OneTapException.NO_SIM, "there is no SIM");
    }
    if (!telephony.isDataEnabled()) {
      throw new OneTapException(OneTapException.DATA_OFF, "mobile data is switched off");
    }
    if (networkType().equals("0")) {
      throw new OneTapException(OneTapException.NO_NETWORK, "there is no network");
    }
  }

  private String operator() {
    TelephonyManager telephony =
        (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    switch (telephony.getSimOperator() == null ? "" : telephony.getSimOperator()) {
      case "46000":
      case "46002":
      case "46004":
      case "46007":
      case "46008":
        return "1";
      case "46001":
      case "46006":
      case "46009":
        return "2";
      case "46003":
      case "46005":
      case "46011":
        return "3";
      default:
        return "0";
    }
  }

  @SuppressWarnings("deprecation") // The list of all networks is what is wanted here.
  private String networkType() {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    boolean mobile = false;
    boolean wifi = false;
    for (Network network : manager.getAllNetworks()) {
      NetworkCapabilities capabilities = manager.getNetworkCapabilities(network);
      mobile |=
          capabilities != null && capabilities.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR);
      wifi |= capabilities != null && capabilities.hasTransport(NetworkCapabilities.TRANSPORT_WIFI);
    }
    return String.valueOf((mobile ? 1 : 0) + (wifi ? 2 : 0));
  }

  private static long left(long endMs) throws OneTapException {
    long left = endMs - now();
    if (left <= 0) {
      throw new OneTapException(OneTapException.TIMEOUT, "the time is over");
    }
    return left;
  }

  private static long now() {
    return android.os.SystemClock.elapsedRealtime();
  }
}
