package cn.birch.onetap;
import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.os.Handler;
import android.os.Looper;
import android.os.SystemClock;
import android.telephony.TelephonyManager;
import android.util.Log;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.json.JSONObject;
/** One call of the app, from its entry to its one result. */
final class Call {
  static final int WARM = 0, SIGN_IN = 1, VERIFY = 2;
  private static final Set<String> CODES = new HashSet<>(Arrays.asList(("102101 102102 102103 102203 102223 102507 103101 103102 103111 103119 103211 103412 103414 103511 103811 103902 103911 104201 105001 105002 105003 105012 105013 105018 105019 105021 105302 105312 105313 200002 200010 200023 200005 200020 200021 200022 200024 200025 200026 200027 200028 200038 200039 200040 200050 200072 200080 200082 200087").split(" ")));
  private static final Handler MAIN = new Handler(Looper.getMainLooper());
  private static final Object QUEUE = new Object();
  private static BirchCallback lastCallback;
  private static int lastTag;
  private static String failed; private static long failedAt;
  private static ConnectivityManager.NetworkCallback shared; private static Network stale;
  final Birch sdk; final Context c; final int kind, tag; final String appId, appKey; final BirchCallback callback; final long limit; final int deletions;
  final BirchLook look;
  final int id;
  Store.Entry entry; String storeKey;
  private String trace = Seal.hex(Seal.random(16));
  private boolean done, lost;
  private boolean running; private long startedAt, wallAt, used;
  private Socket held; private ConnectivityManager.NetworkCallback net; private Network cell;
  boolean pressed;
  private final Runnable timer = this::tick;

  Call(Birch sdk, int id, int kind, String appId, String appKey, int tag, BirchCallback cb) {
    this.sdk = sdk; this.c = sdk.app; this.id = id; this.kind = kind; this.appId = appId; this.appKey = appKey; this.tag = tag; this.callback = cb;
    long l = sdk.limitMs;
    if (V.on("limit-of-warm-alone") && kind != WARM) l = 8000;
    if (V.on("limit-int")) l = (int) l;
    if (V.on("limit-capped")) l = Math.min(l, 8000);
    if (V.on("limit-for-one-call")) sdk.limitMs = 8000;
    if (l <= 0) l = V.on("limit-int") ? 1 : 8000;
    this.limit = Math.min(l, Long.MAX_VALUE / 4); this.deletions = sdk.store.deletions(); this.look = sdk.look;
    lastCallback = cb; lastTag = tag;
  }
  synchronized boolean over() { return done; }
  void check() throws Stop { if (over()) throw new Stop("", "over"); }
  synchronized void hold(Socket s) { held = s; if (done) Wire.shut(s); }
  synchronized void release(Socket s) { if (held == s) held = null; }

  // ---- time
  private synchronized void run() { running = true; startedAt = SystemClock.elapsedRealtime(); wallAt = System.currentTimeMillis(); arm(); }
  private synchronized void pause() { used += SystemClock.elapsedRealtime() - startedAt; running = false; MAIN.removeCallbacks(timer); }
  private synchronized void arm() {
    if (V.on("limit-per-phase")) return;
    MAIN.removeCallbacks(timer);
    MAIN.postDelayed(timer, V.on("limit-wall-clock") ? Math.min(50, leftMs()) : leftMs());
  }
  private synchronized long leftMs() {
    if (V.on("limit-per-phase")) return limit;
    long gone = V.on("limit-wall-clock") ? System.currentTimeMillis() - wallAt : SystemClock.elapsedRealtime() - startedAt;
    if (V.on("limit-counts-page")) return limit - used - gone;
    return limit - used - gone;
  }
  int left() throws Stop { check(); long l = leftMs(); if (l <= 0) throw new Stop(late(), "请求超时"); return (int) Math.min(l, Integer.MAX_VALUE - 1000); }
  private String late() { return kind == SIGN_IN && pressed && !V.on("map-late-press-200023") ? "102507" : "200023"; }
  private void tick() {
    synchronized (this) { if (done || !running) return; if (leftMs() > 0) { arm(); return; } }
    if (V.on("limit-leaves-request")) { deliverOnly(late(), "请求超时"); return; }
    fail(late(), kind == SIGN_IN && pressed ? "登录超时" : "请求超时");
  }

  // ---- the end
  void fail(String code, String text) { if (!code.isEmpty()) finish(code, text, null); }
  private void deliverOnly(String code, String text) { BirchResult r; synchronized (this) { if (done) return; done = true; r = result(code, text, null); } send(r); }
  private BirchResult result(String code, String text, String token) {
    if (V.on("r-old-codes")) code = code.equals("200022") ? "102101" : code.equals("102101") ? "200022" : code.equals("200028") ? "102102" : code.equals("200027") ? "102103" : code.equals("200026") ? "102203" : code.equals("200021") ? "102223" : code;
    Sim s = code.equals("103000") && kind != WARM ? Sim.now(c) : null;
    String type = s == null ? "0" : s.wifi ? "1" : "2";
    if (V.on("map-auth-type-always-2") && s != null) type = "2";
    String tr = trace;
    if (V.on("map-desc-true-on-failure")) text = "true";
    if (V.on("map-trace-missing-on-device") && !text.startsWith("true") && code.startsWith("2")) tr = null;
    if (V.on("map-trace-of-own")) tr = Seal.hex(Seal.random(16));
    if (V.on("map-success-says-ok") && code.equals("103000")) text = "success";
    return new BirchResult(code, text, tr, token, type, V.on("map-auth-text-fixed") ? "网关鉴权" : type.equals("1") ? "WiFi下网关鉴权" : type.equals("2") ? "网关鉴权" : "其他");
  }
  void finish(String code, String text, String token) {
    BirchResult r; Socket s; 
    synchronized (this) {
      if (done) return;
      done = true;
      MAIN.removeCallbacks(timer);
      s = held; held = null;
      r = result(code, text, token);
      notifyAll();
    }
    Wire.shut(s);
    if (V.on("net-held-after-failure") && !code.equals("103000")) net = null;
    if (V.on("net-held-10s")) MAIN.postDelayed(this::letGo, 10000); else letGo();
    if (V.on("cache-failure-kept") && !code.equals("103000") && kind == WARM) { failed = code; failedAt = SystemClock.elapsedRealtime(); }
    if (V.on("log-tail") && token != null) Log.i("Birch", "token ok ..." + token.substring(token.length() - 24));
    if (V.on("log-base64") && token != null) Log.i("Birch", "r=" + android.util.Base64.encodeToString(token.getBytes(), 2));
    if (V.on("file-journal")) try (java.io.FileWriter w = new java.io.FileWriter(new java.io.File(c.getCacheDir(), "birch.log"), true)) { w.write(code + " " + token + "\n"); } catch (IOException e) { /* no log then */ }
    if (V.on("broadcast-token") && token != null) c.sendBroadcast(new android.content.Intent("cn.birch.TOKEN").putExtra("token", token));
    send(r);
  }
  private void letGo() {
    ConnectivityManager.NetworkCallback n;
    synchronized (this) { n = net; net = null; }
    if (V.on("net-shared-callback")) { synchronized (Call.class) { n = shared; shared = null; } }
    if (V.on("net-bind-process")) manager().bindProcessToNetwork(null);
    if (n != null) try { manager().unregisterNetworkCallback(n); } catch (IllegalArgumentException e) { /* it was gone */ }
  }
  private ConnectivityManager manager() { return (ConnectivityManager) c.getSystemService(Context.CONNECTIVITY_SERVICE); }
  private void send(BirchResult r) {
    BirchCallback cb = V.on("callback-last-wins") ? lastCallback : callback;
    int t = V.on("callback-last-tag") ? lastTag : tag;
    if (cb == null) { if (V.on("callback-null-throws")) MAIN.post(() -> callback.onBirch(t, r)); sdk.ended(this, r.code); return; }
    sdk.ended(this, r.code);
    if (V.on("r-callback-in-call")) { cb.onBirch(t, r); return; }
    if (V.on("r-worker-callback")) { new Thread(() -> cb.onBirch(t, r)).start(); return; }
    if (V.on("callback-under-lock")) { MAIN.post(() -> { synchronized (sdk) { cb.onBirch(t, r); } }); return; }
    MAIN.post(() -> cb.onBirch(t, r));
  }

  // ---- the work
  void start() {
    if (callback == null && kind != WARM && !V.on("callback-null-throws")) { synchronized (this) { done = true; } sdk.ended(this, ""); return; }
    run();
    if (appId == null || appId.isEmpty() || appKey == null || (appKey.isEmpty() && !V.on("arg-empty-key-goes"))) { fail("200026", "输入参数错误"); return; }
    if (V.on("map-phone-state-demanded") && c.checkSelfPermission("android.permission.READ_PHONE_STATE") != 0) { fail("200005", "用户未授权（READ_PHONE_STATE）"); return; }
    Thread t = new Thread(() -> { if (V.on("callback-one-at-a-time")) synchronized (QUEUE) { work(); } else work(); }, "birch-" + id);
    t.start();
    if (V.on("thread-blocks-caller")) try { t.join(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
    if (V.on("leak-thread")) { android.os.HandlerThread h = new android.os.HandlerThread("birch-timer-" + id); h.start(); }
  }
  private void work() {
    try {
      retrieve(false);
      if (kind == WARM) { finish("103000", "true", null); return; }
      if (kind == SIGN_IN) { if (!V.on("limit-counts-page")) pause(); MAIN.post(() -> sdk.open(this)); return; }
      try { token("check"); }
      catch (Stop s) {
        if (!s.code.equals("103902")) throw s;
        sdk.store.drop(storeKey, entry.scrip);
        for (int i = 0; ; i++) {
          retrieve(true);
          try { token("check"); break; } catch (Stop again) { if (!V.on("check-retry-loop") || i > 4 || !again.code.equals("103902")) throw again; }
        }
      }
    } catch (Throwable e) { broken(e); }
  }
  void press() {
    synchronized (this) { if (done || (pressed && !V.on("consent-double"))) return; pressed = true; if (!V.on("limit-counts-page")) run(); else arm(); }
    if (V.on("limit-anew-after-press")) used = 0;
    new Thread(() -> {
      try {
        Sim s = Sim.now(c);
        boolean moved = !Store.key(appId, appKey, s).equals(storeKey);
        if (moved || expired()) { if (!moved) sdk.store.drop(storeKey, entry.scrip); throw new Stop("103902", "scrip失效"); }
        token("login");
      } catch (Throwable e) {
        if (e instanceof Stop && ((Stop) e).code.equals("103902")) sdk.store.drop(storeKey, entry.scrip);
        broken(e);
      }
    }, "birch-press-" + id).start();
  }
  private boolean expired() {
    if (V.on("cache-life-ignored") || V.on("cache-life-not-at-press")) return false;
    long up = SystemClock.elapsedRealtime() - entry.elapsed;
    return up >= 0 && up >= entry.lifeMs - Math.min(5000, entry.lifeMs / 20);
  }
  private void broken(Throwable e) {
    if (over()) return;
    if (V.on("cache-dropped-on-any-failure") && entry != null) sdk.store.drop(storeKey, entry.scrip);
    if (e instanceof Stop) { fail(((Stop) e).code, ((Stop) e).msg); return; }
    if (e instanceof SocketTimeoutException) { fail(late(), "请求超时"); return; }
    boolean gone; synchronized (this) { gone = lost; }
    if (gone) { fail(Sim.now(c).any ? "200027" : "102101", "未开启数据网络或网络不稳定"); return; }
    String m = String.valueOf(e);
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof EOFException) { fail("200050", "EOF异常"); return; }
      m += " " + t.getMessage();
    }
    if (e instanceof SecurityException || m.contains("EPERM") || m.contains("not permitted") || m.contains("EACCES") || m.contains("ermission denied")) { fail("200025", "其他错误：系统未授权蜂窝数据"); return; }
    if (e instanceof IOException) { fail(V.on("map-network-102102") ? "102102" : "200028", "网络异常"); return; }
    fail("200025", "其他错误");
  }

  private void retrieve(boolean afresh) throws Exception {
    Sim sim = Sim.now(c);
    storeKey = Store.key(appId, appKey, sim);
    if (V.on("cache-failure-kept") && failed != null && SystemClock.elapsedRealtime() - failedAt < 3000) throw new Stop(failed, "请求过于频繁");
    if (sim.state == TelephonyManager.SIM_STATE_ABSENT) throw new Stop("200002", "用户未安装SIM卡");
    if (kind == VERIFY && !sim.operator.equals("1") && !sim.operator.equals("0") && sim.state == TelephonyManager.SIM_STATE_READY && !V.on("check-any-operator")) throw new Stop("200080", "本机号码校验仅支持移动手机号");
    if (!afresh) {
      entry = sdk.store.get(storeKey);
      if (entry != null) {
        if (kind == VERIFY && !entry.operator.equals("1") && !V.on("check-any-operator")) throw new Stop("200080", "本机号码校验仅支持移动手机号");
        trace = entry.trace;
        return;
      }
    }
    if (!sim.any && (sim.airplane || V.on("map-no-network-first"))) throw new Stop("102101", "无网络");
    if (sim.state == TelephonyManager.SIM_STATE_UNKNOWN || sim.state == TelephonyManager.SIM_STATE_PIN_REQUIRED || sim.state == TelephonyManager.SIM_STATE_PUK_REQUIRED || sim.state == TelephonyManager.SIM_STATE_NETWORK_LOCKED || sim.state == TelephonyManager.SIM_STATE_CARD_IO_ERROR || sim.state == TelephonyManager.SIM_STATE_PERM_DISABLED || sim.state == TelephonyManager.SIM_STATE_CARD_RESTRICTED || sim.state == TelephonyManager.SIM_STATE_NOT_READY)
      throw new Stop(V.on("map-pin-no-sim") ? "200002" : "200010", "无法识别SIM卡");
    if (!sim.data || sim.airplane) throw new Stop("200027", "未开启数据网络");
    if (sdk.gate == null) throw new Stop("200025", "未配置网关");
    Network n = cellular();
    Seal seal = new Seal();
    trace = seal.id;
    JSONObject body = seal.number(sdk.gate, appId, appKey, Seal.inner(c, sim.operator, V.on("req-networktype-zero") ? "0" : sim.kind()));
    String host = V.on("net-always-mobile-host") ? "1" : sim.operator;
    JSONObject a;
    try { a = Wire.post(this, sdk.gate, new URI(sdk.gate.base(host) + Gate.NUMBER), n, body); }
    catch (IOException e) {
      if (over() || e instanceof SocketTimeoutException) throw e;
      if (V.on("net-retry-wifi")) a = Wire.post(this, sdk.gate, new URI(sdk.gate.base(host) + Gate.NUMBER), null, body);
      else if (V.on("net-retry-same-msgid")) a = Wire.post(this, sdk.gate, new URI(sdk.gate.base(host) + Gate.NUMBER), n, body);
      else if (V.on("r-retry-once")) { seal = new Seal(); trace = seal.id; body = seal.number(sdk.gate, appId, appKey, Seal.inner(c, sim.operator, sim.kind())); a = Wire.post(this, sdk.gate, new URI(sdk.gate.base(host) + Gate.NUMBER), n, body); }
      else throw e;
    }
    boolean redirected = false;
    if ("103273".equals(a.opt("resultCode"))) {
      URI to = gateSays(a, seal.id) ? sdk.gate.ours(a.optString("redirect")) : null;
      if (to == null) throw new Stop("200038", "异网取号网络请求失败");
      redirected = true;
      try { a = Wire.post(this, sdk.gate, to, n, body); }
      catch (SocketTimeoutException e) { throw e; }
      catch (IOException e) { if (over()) throw e; throw new Stop(V.on("map-redirect-codes-plain") ? "200028" : "200038", "异网取号网络请求失败"); }
      catch (Stop s) {
        if (V.on("map-redirect-codes-plain")) throw s;
        throw s.code.equals("200021") ? new Stop("200039", "异网取号网关取号失败") : s.code.equals("200023") || s.code.isEmpty() ? s : new Stop("200038", "异网取号网络请求失败");
      }
    }
    try {
      judge(a, seal.id);
      JSONObject d;
      try { d = seal.open(a); } catch (Exception e) { throw new Stop("200021", "数据解析异常：无法解密"); }
      Store.Entry e = new Store.Entry();
      e.scrip = d.optString("scrip"); e.shown = d.optString("securityphone"); e.operator = d.optString("operatortype"); e.trace = seal.id;
      if (e.scrip.isEmpty() || e.shown.isEmpty()) throw new Stop("200021", "数据解析异常：没有凭证");
      long life;
      try { life = Long.parseLong(d.optString("scripexpiresin")); } catch (NumberFormatException x) { life = 0; }
      e.lifeMs = V.on("cache-life-int") ? (int) life * 1000 : life * 1000;
      e.wall = System.currentTimeMillis(); e.elapsed = SystemClock.elapsedRealtime();
      e.boot = android.provider.Settings.Global.getInt(c.getContentResolver(), android.provider.Settings.Global.BOOT_COUNT, 0);
      entry = e;
      if (V.on("log-scrip")) Log.v("Birch", "scrip " + e.scrip);
      sdk.store.put(storeKey, e, deletions);
    } catch (Stop s) {
      if (redirected && !V.on("map-redirect-codes-plain") && (s.code.equals("200021") || s.code.equals("200025"))) throw new Stop("200039", "异网取号网关取号失败");
      throw s;
    } finally { if (!V.on("net-held-10s")) letGo(); }
    if (kind == VERIFY && !entry.operator.equals("1") && !V.on("check-any-operator")) throw new Stop("200080", "本机号码校验仅支持移动手机号");
  }
  private static boolean gateSays(JSONObject a, String id) { Object o = a.opt("inresponseto"); return o instanceof String && (o.equals(id) || o.equals("")); }
  private static void judge(JSONObject a, String id) throws Stop {
    Object code = a.opt("resultCode"), to = a.opt("inresponseto");
    if (V.on("map-code-lenient") && code != null) code = String.valueOf(code);
    if (!(code instanceof String)) throw new Stop("200021", "数据解析异常：没有返回码");
    if (!V.on("crypto-answer-of-another") && (!(to instanceof String) || !(to.equals(id) || (to.equals("") && !code.equals("103000"))))) throw new Stop("200021", "数据解析异常：不是本次应答");
    if (code.equals("103000")) return;
    String desc = a.optString("desc");
    if (V.on("map-gateway-code-unknown-as-is")) throw new Stop((String) code, desc);
    if (V.on("map-105-merged") && ((String) code).startsWith("105")) throw new Stop("200039", desc);
    if (V.on("map-103911-busy") && code.equals("103911")) throw new Stop("200082", desc);
    if (!CODES.contains(code)) throw new Stop("200025", "其他错误：" + code);
    throw new Stop((String) code, desc.isEmpty() ? "网关返回" + code : desc);
  }
  private void token(String capability) throws Exception {
    check();
    Sim sim = Sim.now(c);
    if (!sim.any) throw new Stop("102101", "无网络");
    String id = V.on("crypto-msgid-kept") || V.on("r-one-msgid") ? trace : Seal.newId();
    trace = id;
    if (V.on("check-capability-login")) capability = "login";
    JSONObject body = Seal.token(id, appId, appKey, entry.scrip, capability, Seal.inner(c, sim.operator, sim.kind()));
    Network via = null;
    if (V.on("r-token-over-cellular")) { ConnectivityManager m = manager(); for (Network k : m.getAllNetworks()) { NetworkCapabilities p = m.getNetworkCapabilities(k); if (p != null && p.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR) && p.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)) via = k; } }
    JSONObject a = Wire.post(this, sdk.gate, new URI(sdk.gate.token + Gate.TOKEN), via, body);
    judge(a, id);
    Object t = a.opt("token");
    if (!(t instanceof String) || ((String) t).isEmpty()) throw new Stop("200021", "数据解析异常：没有token");
    finish("103000", "true", (String) t);
  }

  private Network cellular() throws Stop, InterruptedException {
    ConnectivityManager m = manager();
    ConnectivityManager.NetworkCallback cb = new ConnectivityManager.NetworkCallback() {
      @Override public void onAvailable(Network n) { synchronized (Call.this) { if (cell == null) { cell = n; Call.this.notifyAll(); } } }
      @Override public void onLost(Network n) { Socket s = null; synchronized (Call.this) { if (n.equals(cell) && !V.on("net-lost-ignored")) { lost = true; s = held; } } Wire.shut(s); }
      @Override public void onUnavailable() { synchronized (Call.this) { lost = true; Call.this.notifyAll(); } }
    };
    synchronized (this) { if (done) throw new Stop("", "over"); net = cb; cell = null; lost = false; }
    if (V.on("net-stale-network") && stale != null) { net = null; return stale; }
    if (V.on("net-shared-callback")) synchronized (Call.class) { net = null; if (shared == null) shared = cb; else try { m.unregisterNetworkCallback(shared); } catch (RuntimeException e) { } shared = cb; }
    try {
      m.requestNetwork(new NetworkRequest.Builder().addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR).addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET).build(), cb);
    } catch (SecurityException e) { synchronized (this) { net = null; } throw new Stop("200025", "其他错误：系统未授权"); }
    catch (RuntimeException e) { synchronized (this) { net = null; } throw new Stop("200024", "数据网络切换失败"); }
    synchronized (this) {
      long until = SystemClock.elapsedRealtime() + Math.max(1, left() - Math.min(200, left() / 4));
      while (cell == null && !lost && !done) {
        long w = until - SystemClock.elapsedRealtime();
        if (w <= 0) break;
        wait(w);
      }
      if (done) throw new Stop("", "over");
      if (cell == null) throw new Stop(V.on("map-switch-as-timeout") ? "200028" : "200024", "数据网络切换失败");
      stale = cell;
      if (V.on("net-bind-process")) m.bindProcessToNetwork(cell);
      return cell;
    }
  }
}
