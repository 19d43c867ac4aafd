package com.lotus.onekey;

import android.app.ActivityOptions;
import android.content.Context;
import android.content.Intent;
import android.content.res.Resources;
import android.net.Network;
import android.os.Handler;
import android.os.HandlerThread;
import android.os.Looper;
import android.os.SystemClock;
import android.util.Log;
import com.cmic.gen.sdk.auth.GenTokenListener;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import com.cmic.gen.sdk.view.GenLoginAuthActivity;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.json.JSONException;
import org.json.JSONObject;

/** What the calls of the API do. */
public final class Engine {
  private static final String NUMBER = "/unisdk/rs/getPrePhonescrip";
  private static final String TOKEN = "/unisdk/rs/getAuthToken";
  private static final Set<String> PASSED =
      new HashSet<>(
          Arrays.asList(
              "103101", "103102", "103111", "103119", "103211", "103412", "103414", "103511",
              "103811", "103902", "103911", "104201", "105001", "105002", "105003", "105012",
              "105013", "105018", "105019", "105021", "105302", "105312", "105313"));
  private static Engine instance;

  final Context context;
  public final Device device;
  final Store store;
  final Handler main = new Handler(Looper.getMainLooper());
  final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
  final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Set<Call> logins = ConcurrentHashMap.newKeySet();
  public volatile GenAuthThemeConfig theme = new GenAuthThemeConfig.Builder().build();
  public volatile GenLoginPageInListener pageIn;
  private volatile long limit = 8000;
  private volatile int lastCode;
  private volatile String firstTrace;
  private volatile boolean delivering;
  final Map<Integer, Call> byCode = new ConcurrentHashMap<>();

  interface Work {
    void run() throws Exception;
  }

  private Engine(Context context) {
    this.context = context.getApplicationContext();
    Variant.name(this.context);
    device = new Device(this.context);
    store = new Store(this.context);
    if (Variant.is("limit-persists")) {
      limit = this.context.getSharedPreferences("lotus_set", 0).getLong("l", 8000);
    }
  }

  public static synchronized Engine of(Context context) {
    if (instance == null) {
      instance = new Engine(context);
    }
    return instance;
  }

  static String pair(String newer, String older) {
    return Variant.is("legacy") ? older : newer;
  }

  String descKey() {
    return Variant.is("resultDesc") ? "resultDesc" : Variant.is("resultString") ? "resultString" : "desc";
  }

  long limit() {
    return limit;
  }

  public void setOverTime(long ms) {
    limit = ms > 0 ? ms : 8000;
    if (Variant.is("limit-persists")) {
      context.getSharedPreferences("lotus_set", 0).edit().putLong("l", limit).commit();
    }
  }

  public void delScrip() {
    store.clear();
  }

  int codeFor(Call call) {
    if (Variant.is("code-16bit")) {
      return call.code & 0xffff;
    }
    if (Variant.is("zero-is-none") && call.code == 0) {
      return -1;
    }
    return Variant.is("last-code") ? lastCode : call.code;
  }

  // The three calls

  private Call begin(String appId, String appKey, GenTokenListener listener, int code) {
    if (listener == null) {
      return null;
    }
    if (Variant.is("deaf-in-callback") && delivering) {
      return null;
    }
    lastCode = code;
    Call call = new Call(this, appId, appKey, listener, code);
    byCode.put(code, call);
    call.startWatch();
    if (appId == null || appId.isEmpty() || appKey == null || appKey.isEmpty()) {
      call.fail(pair("200026", "102203"), "appId or appKey is missing");
      return null;
    }
    if (Setup.now == null) {
      call.fail("200025", "not set up");
      return null;
    }
    return call;
  }

  public void getPhoneInfo(String appId, String appKey, GenTokenListener listener, int code) {
    Call call = begin(appId, appKey, listener, code);
    if (call != null) {
      work(
          call,
          () -> {
            Scrip s = retrieve(call);
            JSONObject o = new JSONObject().put("resultCode", "103000").put(descKey(), "true");
            if (Variant.is("more-fields")) {
              o.put("securityphone", s.mask).put("operatorType", s.operator);
            }
            if (Variant.is("bool-desc")) {
              o.put(descKey(), true);
            }
            call.trace = s.trace;
            call.finish(o);
          });
    }
  }

  public void mobileAuth(String appId, String appKey, GenTokenListener listener, int code) {
    Call call = begin(appId, appKey, listener, code);
    if (call == null) {
      return;
    }
    call.login = true;
    work(
        call,
        () -> {
          device.requireSim();
          String op = device.operator();
          if (op.equals("2") || op.equals("3")) {
            if (!Variant.is("check-from-cache") || cached(call) == null) {
              throw new Fault("200080", "only numbers of China Mobile can be checked");
            }
          }
          Scrip s = retrieve(call);
          if (Variant.is("limit-per-phase")) {
            call.stopWatch();
            call.startWatch();
          }
          if (!Variant.is("check-from-cache")) {
            requireMobileNumber(s);
          }
          try {
            call.finish(token(call, s, "check"));
          } catch (Fault fault) {
            if (!fault.code.equals("103902")) {
              throw fault;
            }
            Scrip fresh = retrieve(call);
            requireMobileNumber(fresh);
            call.finish(token(call, fresh, "check"));
          }
        });
  }

  private static void requireMobileNumber(Scrip s) throws Fault {
    if (s.operator.equals("2") || s.operator.equals("3")) {
      throw new Fault("200080", "only numbers of China Mobile can be checked");
    }
  }

  public void loginAuth(String appId, String appKey, GenTokenListener listener, int code) {
    Call call = begin(appId, appKey, listener, code);
    if (call == null) {
      return;
    }
    call.login = true;
    logins.add(call);
    call.own((Call.Light) () -> logins.remove(call));
    GenAuthThemeConfig looks = theme;
    String lacks = missing(looks);
    if (lacks != null) {
      call.fail("200040", "the resource " + lacks + " does not exist");
      return;
    }
    work(
        call,
        () -> {
          Scrip s = retrieve(call);
          main.post(() -> open(call, s, looks));
        });
  }

  // Number request

  static String digest(String text) {
    try {
      return Wire.hex(
          java.security.MessageDigest.getInstance("SHA-256").digest(Wire.utf8("k" + text)));
    } catch (java.security.NoSuchAlgorithmException error) {
      throw new AssertionError(error);
    }
  }

  private Scrip cached(Call call) {
    return store.get(appOf(call), device.simKey());
  }

  private String appOf(Call call) {
    return Variant.is("one-cache-for-all") ? "any" : call.appId + "/" + digest(call.appKey);
  }

  private Scrip retrieve(Call call) throws Exception {
    device.requireSim();
    Scrip early = Variant.is("cached-first") ? cached(call) : null;
    if (early != null) {
      return early;
    }
    if (!device.online() && (device.airplane() || !device.dataOn())) {
      throw new Fault(pair("200022", "102101"), "no network");
    }
    Scrip held = cached(call);
    if (held != null) {
      return held;
    }
    device.requireMobile();
    Semaphore gate =
        gates.computeIfAbsent(appOf(call) + device.simKey(), k -> new Semaphore(1));
    if (!gate.tryAcquire(Math.max(0, call.left()), TimeUnit.MILLISECONDS)) {
      throw new Fault("200023", "the time limit is reached");
    }
    AtomicBoolean open = new AtomicBoolean();
    Call.Light leave =
        () -> {
          if (open.compareAndSet(false, true)) {
            gate.release();
          }
        };
    try {
      if (!call.own(leave)) {
        throw new Fault("200023", "the call is over");
      }
      held = cached(call);
      return held != null ? held : ask(call);
    } finally {
      leave.close();
    }
  }

  private Scrip ask(Call call) throws Exception {
    int generation = store.generation();
    Cell cell = new Cell(device.nets);
    boolean leaks = Variant.is("leak-on-late-switch");
    if (!call.own((Call.Light) () -> { if (!leaks) cell.close(); })) {
      throw new Fault("200023", "the call is over");
    }
    boolean redirected[] = {false};
    try {
      call.late = "200024";
      cell.ask();
      Network network = cell.await(call.left());
      if (Variant.is("stat-ping")) {
        ping();
      }
      call.late = "200023";
      String sim = device.simKey();
      Scrip s = exchange(call, network, redirected);
      s.app = appOf(call);
      s.sim = sim;
      if (!sim.equals(device.simKey())) {
        throw new Fault("200024", "the SIM changed meanwhile");
      }
      store.put(s, generation);
      return s;
    } finally {
      if (!(Variant.is("leak-on-redirect") && redirected[0])) {
        cell.close();
      }
    }
  }

  private Scrip exchange(Call call, Network network, boolean[] redirected) throws Exception {
    try {
      return number(call, network, redirected);
    } catch (Fault fault) {
      boolean broke = fault.code.equals("200050") || fault.code.equals(pair("200028", "102102"));
      if (Variant.is("retry-storm") && broke) {
        while (call.left() > 300) {
          SystemClock.sleep(50);
          try {
            return number(call, network, redirected);
          } catch (Fault again) {
            fault = again;
          }
        }
        throw fault;
      }
      if (Variant.is("retry") && fault.code.equals("200050") && call.left() > 500) {
        return number(call, network, redirected);
      }
      throw fault;
    }
  }

  /** What the marketing department wanted. */
  private void ping() {
    workers.execute(
        () -> {
          try {
            String id =
                android.provider.Settings.Secure.getString(
                    context.getContentResolver(), android.provider.Settings.Secure.ANDROID_ID);
            java.net.HttpURLConnection c =
                (java.net.HttpURLConnection)
                    new URL("http://stat.lotus.test/c?e=prefetch&id=" + id + "&o=" + device.operator())
                        .openConnection();
            c.setConnectTimeout(2000);
            c.setReadTimeout(2000);
            c.getResponseCode();
            c.disconnect();
          } catch (Exception error) {
            // Nobody minds.
          }
        });
  }

  private String trace(Call call) {
    String t =
        Variant.is("uuid")
            ? java.util.UUID.randomUUID().toString().toUpperCase(Locale.ROOT)
            : Wire.hex(Wire.random(16));
    if (Variant.is("one-trace")) {
      if (firstTrace == null) {
        firstTrace = t;
      }
      call.trace = firstTrace;
      return t;
    }
    call.trace = t;
    return t;
  }

  private Scrip number(Call call, Network network, boolean[] redirected) throws Exception {
    Setup setup = Setup.now;
    Wire wire = new Wire(trace(call));
    String body =
        wire.number(setup, context, call.appId, call.appKey, device.networkType()).toString();
    JSONObject answer =
        wire.check(Http.post(setup, network, setup.bases[0] + NUMBER, body, call));
    if (answer.getString("resultCode").equals("103273")) {
      String target = target(setup, answer.opt("redirect"));
      redirected[0] = true;
      String text;
      try {
        text = Http.post(setup, network, target, body, call);
      } catch (Fault fault) {
        throw fault.code.equals("200023")
            ? fault
            : new Fault("200038", "the other operator cannot be reached");
      }
      try {
        answer = wire.check(text);
        if (answer.getString("resultCode").equals("103000")) {
          return scrip(wire, answer);
        }
      } catch (Fault fault) {
        throw new Fault("200039", "the other operator's answer cannot be read");
      }
      if (!PASSED.contains(answer.getString("resultCode"))) {
        throw new Fault("200039", "the other operator refused");
      }
    }
    String code = answer.getString("resultCode");
    if (!code.equals("103000")) {
      if (Variant.is("logs-key-on-refusal") && code.equals("103101")) {
        Log.w("Lotus", "sign refused, appkey=" + call.appKey);
      }
      throw new Fault(PASSED.contains(code) ? code : "200025", "the gateway refused");
    }
    return scrip(wire, answer);
  }

  private static String target(Setup setup, Object redirect) throws Fault {
    if (redirect instanceof String) {
      if (Variant.is("redirect-by-prefix")) {
        for (String base : setup.bases) {
          try {
            if (new URL((String) redirect).getHost().endsWith(
                new URL(base).getHost().substring(new URL(base).getHost().indexOf('.')))) {
              return (String) redirect;
            }
          } catch (java.net.MalformedURLException | RuntimeException error) {
            // None of ours.
          }
        }
      }
      for (String base : setup.bases) {
        if (same((String) redirect, base + NUMBER)) {
          return (String) redirect;
        }
      }
    }
    throw new Fault("200038", "the gateway points to a place that is none of ours");
  }

  private static boolean same(String one, String other) {
    try {
      URL a = new URL(one);
      URL b = new URL(other);
      return a.getProtocol().equals(b.getProtocol())
          && a.getHost().toLowerCase(Locale.ROOT).equals(b.getHost().toLowerCase(Locale.ROOT))
          && port(a) == port(b)
          && a.getUserInfo() == null
          && a.getFile().equals(b.getFile());
    } catch (java.net.MalformedURLException error) {
      return false;
    }
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  private Scrip scrip(Wire wire, JSONObject answer) throws Fault {
    JSONObject data = wire.open(answer);
    Scrip s = new Scrip();
    s.scrip = text(data, "scrip");
    s.mask = text(data, "securityphone");
    s.operator = text(data, "operatortype");
    s.authType = device.authType();
    s.trace = Variant.is("one-trace") ? firstTrace : wire.msgid;
    s.wall = System.currentTimeMillis();
    s.elapsed = SystemClock.elapsedRealtime();
    s.boot = Scrip.boots(context);
    try {
      s.life = Long.parseLong(text(data, "scripexpiresin")) * 1000L;
    } catch (NumberFormatException error) {
      throw new Fault("200021", "the answer lacks the scrip's life");
    }
    return s;
  }

  private static String text(JSONObject o, String key) throws Fault {
    Object v = o.opt(key);
    if (!(v instanceof String) || ((String) v).isEmpty()) {
      throw new Fault("200021", "the answer lacks " + key);
    }
    return (String) v;
  }

  // Token request

  JSONObject token(Call call, Scrip s, String capability) throws Exception {
    if (!device.online()) {
      throw new Fault(pair("200022", "102101"), "no network");
    }
    Setup setup = Setup.now;
    String authType = Variant.is("authtype-of-scrip") ? s.authType : device.authType();
    Wire wire = new Wire(trace(call));
    Network by = null;
    Cell cell = null;
    if (Variant.is("token-by-cell") && device.dataOn() && !device.airplane()) {
      Cell asked = new Cell(device.nets);
      if (call.own((Call.Light) asked::close)) {
        cell = asked;
        try {
          asked.ask();
          by = asked.await(Math.min(2000, call.left()));
          authType = "2";
        } catch (Fault fault) {
          by = null;
        }
      }
    }
    String body =
        wire.token(
                context, call.appId, call.appKey, s.scrip, capability, device.networkCode())
            .toString();
    JSONObject answer;
    try {
      answer = wire.check(Http.post(setup, by, setup.token + TOKEN, body, call));
    } finally {
      if (cell != null) {
        cell.close();
      }
    }
    String code = answer.getString("resultCode");
    if (code.equals("103902")) {
      store.drop(s);
    }
    if (!code.equals("103000")) {
      throw new Fault(PASSED.contains(code) ? code : "200025", "the gateway refused");
    }
    String token = text(answer, "token");
    if (Variant.is("log-base64")) {
      Log.d("Lotus", "t=" + android.util.Base64.encodeToString(Wire.utf8(token), 2));
    }
    return new JSONObject()
        .put("resultCode", "103000")
        .put(descKey(), "true")
        .put("authType", authType)
        .put(
            "authTypeDes",
            authType.equals("2") || Variant.is("one-description") ? "网关鉴权" : authType.equals("1") ? "WiFi下网关鉴权" : "其他")
        .put("token", token);
  }

  // Login page

  private String missing(GenAuthThemeConfig t) {
    Resources r = context.getResources();
    String p = context.getPackageName();
    for (String name : new String[] {t.btnImage, t.checkedImg, t.uncheckedImg}) {
      if (given(name)
          && r.getIdentifier(name, "drawable", p) == 0
          && r.getIdentifier(name, "mipmap", p) == 0) {
        return name;
      }
    }
    for (String name : new String[] {t.inEnter, t.inLeave, t.outEnter, t.outLeave, t.animation}) {
      if (given(name) && r.getIdentifier(name, "anim", p) == 0) {
        return name;
      }
    }
    for (int id : new int[] {t.contentLayout, t.clauseLayout}) {
      if (id != 0) {
        try {
          if (!r.getResourceTypeName(id).equals("layout")) {
            return "layout " + id;
          }
        } catch (Resources.NotFoundException error) {
          return "layout " + id;
        }
      }
    }
    if (t.themeId != -1 && t.themeId != 0) {
      try {
        r.getResourceName(t.themeId);
      } catch (Resources.NotFoundException error) {
        return "style " + t.themeId;
      }
    }
    return null;
  }

  static boolean given(String s) {
    return s != null && !s.isEmpty();
  }

  private void open(Call call, Scrip s, GenAuthThemeConfig looks) {
    if (call.over()) {
      return;
    }
    for (Session other : sessions.values()) {
      other.end("200020", "another login took the page");
      other.closePage();
    }
    Session session = new Session(this, call, s, looks);
    sessions.put(session.id, session);
    Intent intent =
        new Intent(context, GenLoginAuthActivity.class)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
            .putExtra("session", session.id);
    if (Variant.is("scrip-in-intent")) {
      intent.putExtra("scrip", s.scrip);
    }
    try {
      if (given(looks.inEnter) || given(looks.inLeave)) {
        context.startActivity(
            intent,
            ActivityOptions.makeCustomAnimation(
                    context, anim(looks.inEnter), anim(looks.inLeave))
                .toBundle());
      } else {
        context.startActivity(intent);
      }
    } catch (RuntimeException error) {
      sessions.remove(session.id);
      call.fail("200040", "the page cannot be opened");
    }
  }

  int anim(String name) {
    return given(name)
        ? context.getResources().getIdentifier(name, "anim", context.getPackageName())
        : 0;
  }

  public void quit() {
    List<Call> pending = Variant.is("quit-kills-next") ? null : new ArrayList<>(logins);
    List<Session> open = new ArrayList<>(sessions.values());
    main.post(
        () -> {
          for (Call call : pending == null ? new ArrayList<>(logins) : pending) {
            call.fail("200020", "the page was closed by the app");
          }
          for (Session session : open) {
            session.closePage();
          }
        });
  }

  // Threads

  void work(Call call, Work work) {
    Runnable all =
        () -> {
          try {
            work.run();
          } catch (Fault fault) {
            String code = fault.code;
            if (call.pressed && code.equals("200023")) {
              code = "102507";
            }
            call.fail(code, fault.getMessage());
          } catch (InterruptedException error) {
            call.fail("200025", "interrupted");
          } catch (Exception error) {
            call.fail("200025", "unexpected: " + error.getClass().getSimpleName());
          }
        };
    if (Variant.is("threads")) {
      new Thread(all, "lotus-call").start();
    } else if (Variant.is("looper")) {
      HandlerThread t = new HandlerThread("lotus");
      t.start();
      new Handler(t.getLooper())
          .post(
              () -> {
                all.run();
                t.quitSafely();
              });
    } else {
      workers.execute(all);
    }
  }

  void deliver(Call call, Runnable callback) {
    if (Variant.is("map-by-code") && byCode.get(call.code) != call) {
      return;
    }
    if (Variant.is("deaf-in-callback")) {
      main.post(
          () -> {
            delivering = true;
            try {
              callback.run();
            } finally {
              delivering = false;
            }
          });
    } else if (Variant.is("worker-callbacks")) {
      workers.execute(callback);
    } else {
      main.post(callback);
    }
  }

  void closeNow(Call.Closer closer) {
    try {
      closer.close();
    } catch (Exception error) {
      // It is as good as closed.
    }
  }

  void closeLater(Call.Closer closer) {
    workers.execute(() -> closeNow(closer));
  }
}
