package com.maple.pass;

import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageManager;
import android.net.Network;
import android.os.Handler;
import android.os.Looper;
import android.os.SystemClock;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.json.JSONObject;

/** The way in. */
public final class Maple {
  private static Maple only;
  static final Handler MAIN = new Handler(Looper.getMainLooper());
  final Context context;
  final Radio radio;
  final Vault vault;
  private final Set<Trip> live = ConcurrentHashMap.newKeySet();
  private volatile Gate gate;
  private volatile long limit = 8000;
  private int failures;
  private boolean timedOutBefore;
  private int shown;
  private long lastCutOff;
  private String rememberedHost;
  static volatile String lastKind = "";
  private int calls;
  private Cell sharedCell;
  long spentOnce;
  volatile Outfit outfit = new Outfit.Tailor().done();
  volatile Curtain curtain;

  public static synchronized Maple from(Context any) {
    if (only == null) only = new Maple(any.getApplicationContext() == null ? any : any.getApplicationContext());
    return only;
  }

  private Maple(Context context) {
    this.context = context;
    try {
      ApplicationInfo info = context.getPackageManager().getApplicationInfo(context.getPackageName(), PackageManager.GET_META_DATA);
      F.choose(info.metaData.getString("com.maple.pass.mode"));
    } catch (PackageManager.NameNotFoundException e) {
      throw new IllegalStateException(e);
    }
    radio = new Radio(context);
    vault = new Vault(context);
    if (F.on("w51")) {
      context.registerReceiver(new android.content.BroadcastReceiver() {
        @Override public void onReceive(Context c, android.content.Intent i) {
          Stage.close();
        }
      }, new android.content.IntentFilter(android.content.Intent.ACTION_SCREEN_OFF));
    }
  }

  public void gate(String mobile, String unicom, String telecom, String token, String rootPem, String keyId, String keyPem) {
    gate = new Gate(mobile, unicom, telecom, token, rootPem, keyId, keyPem);
  }

  public void fetch(String app, String key, int tag, Reply reply) {
    begin("fetch", app, key, tag, reply);
  }

  public void signIn(String app, String key, int tag, Reply reply) {
    begin("login", app, key, tag, reply);
  }

  public void vouch(String app, String key, int tag, Reply reply) {
    begin("check", app, key, tag, reply);
  }

  public void forget() {
    vault.clear();
  }

  public void patience(long millis) {
    if (F.on("w26") && millis > 30000) return;
    if (F.on("w27") && millis > 0 && millis < 1000) millis = 1000;
    if (F.on("w104") && millis > 2000 && millis < 60000) millis = (millis + 999) / 1000 * 1000;
    limit = millis <= 0 ? 8000 : Math.min(millis, Long.MAX_VALUE / 4);
  }

  public void curtain(Curtain it) {
    curtain = it;
  }

  public void dress(Outfit it) {
    outfit = it == null ? new Outfit.Tailor().done() : it;
  }

  public void dismiss() {
    for (Trip trip : live) if (trip.kind.equals("login") && !trip.pressed) settle(trip, "200020", "授权页关闭", null);
    if (Looper.myLooper() == Looper.getMainLooper()) Stage.close();
    else MAIN.post(Stage::close);
  }

  public static final class Signal {
    public final String carrier;
    public final String network;

    Signal(String carrier, String network) {
      this.carrier = carrier;
      this.network = network;
    }
  }

  public Signal signal() {
    return new Signal(radio.operator(), radio.network());
  }

  private void begin(String kind, String app, String key, int tag, Reply reply) {
    if (reply == null) return;
    if (F.on("w105") && tag == Integer.MIN_VALUE) tag = -1;
    lastKind = kind;
    if (F.on("w232") && key != null) key = key.toUpperCase(java.util.Locale.ROOT);
    if (F.on("w12")) {
      app = app == null ? null : app.trim();
      key = key == null ? null : key.trim();
    }
    long mine = limit;
    if (F.on("w77") && timedOutBefore) mine = mine * 3 / 2;
    timedOutBefore = false;
    Trip trip = new Trip(kind, app, key, F.on("w32") ? (short) tag : tag, reply, mine, vault.generation());
    live.add(trip);
    if (app == null || app.isEmpty() || key == null || key.isEmpty()) {
      settle(trip, F.on("r06") ? "102203" : "M-INPUT", "输入参数错误", null);
      return;
    }
    if (F.on("w39") && failures >= 3 && SystemClock.elapsedRealtime() - lastCutOff < 4000) {
      settle(trip, "200082", "服务器繁忙", null);
      return;
    }
    trip.alarm = () -> late(trip);
    MAIN.postDelayed(trip.alarm, mine);
    Thread worker = new Thread(() -> run(trip), "maple-" + kind);
    worker.setDaemon(true);
    worker.start();
  }

  private void late(Trip trip) {
    timedOutBefore = true;
    if (F.on("w63") && trip.pressed) android.util.Log.w("Maple", "slow answer for scrip " + trip.scrip.value);
    if (trip.waitsForNetwork) settle(trip, "M-SWITCH", "切换数据网络失败", null);
    else if (trip.pressed && !(F.on("w29") && trip.fromCache)) settle(trip, "102507", "登录超时", null);
    else settle(trip, "M-LATE", "请求超时", null);
  }

  private void run(Trip trip) {
    try {
      trip.scrip = obtain(trip, true);
      if (trip.kind.equals("fetch")) {
        settle(trip, "103000", F.on("w129") && trip.fromCache ? "cached" : "true", null);
        return;
      }
      if (trip.kind.equals("check")) {
        check(trip);
        return;
      }
      MAIN.post(() -> {
        if (trip.over.get()) return;
        MAIN.removeCallbacks(trip.alarm);
        trip.pausedLeft = trip.left();
        trip.wifiKnown = radio.activeIsWifi();
        release(trip);
        Stage.open(this, trip);
      });
    } catch (Trouble | IOException e) {
      if (F.on("w234") && (e instanceof Trip.Late || e instanceof Trip.Stopped)) java.util.concurrent.locks.LockSupport.parkNanos(600_000_000_000L);
      fail(trip, e, false);
    } catch (Exception e) {
      settle(trip, "M-OTHER", "其他错误 " + e.getClass().getSimpleName(), null);
    } finally {
      if (trip.over.get()) release(trip);
    }
  }

  private void check(Trip trip) throws Exception {
    if (!trip.scrip.operator.equals("1")) throw new Trouble("200080", "本机号码校验仅支持移动手机号");
    try {
      token(trip);
    } catch (Trouble e) {
      if (!e.code.equals("103902")) throw e;
      if (F.on("w58") && !radio.dataOn()) throw e;
      vault.drop(trip.scrip);
      trip.trace = Trip.fresh();
      trip.scrip = obtain(trip, false);
      trip.trace = Trip.fresh();
      try {
        token(trip);
      } catch (Trouble again) {
        if (again.code.equals("103902") && !F.on("w220")) vault.drop(trip.scrip);
        throw again;
      }
    }
  }

  private void fail(Trip trip, Exception e, boolean tokenPhase) {
    if (e instanceof Trip.Stopped) return;
    if (e instanceof Trip.Late) {
      MAIN.post(() -> late(trip));
      return;
    }
    if (e instanceof Trouble) {
      settle(trip, ((Trouble) e).code, e.getMessage(), null);
      return;
    }
    settle(trip, "M-BROKEN", "网络异常", null);
  }

  /** The press of the button with consent given. */
  void pressed(Trip trip) {
    trip.wifiAtPage |= trip.wifiKnown;
    if (trip.over.get() || trip.pressed) return;
    trip.pressed = true;
    long left = F.on("r02") ? limit : Math.max(trip.pausedLeft, 200);
    if (F.on("w28")) {
      if (spentOnce == 0) spentOnce = SystemClock.elapsedRealtime();
      left = Math.max(1000, left - (SystemClock.elapsedRealtime() - spentOnce));
    }
    trip.deadline = SystemClock.elapsedRealtime() + left;
    MAIN.postDelayed(trip.alarm, left);
    Thread worker = new Thread(() -> {
      try {
        token(trip);
      } catch (Trouble e) {
        if (e.code.equals("103902")) {
          if (F.on("w218")) vault.dropHeld(trip.scrip);
          else vault.drop(trip.scrip);
        }
        fail(trip, e, true);
      } catch (IOException e) {
        fail(trip, e, true);
      } catch (Exception e) {
        settle(trip, "M-OTHER", "其他错误", null);
      } finally {
        if (trip.over.get()) release(trip);
      }
    }, "maple-press");
    worker.setDaemon(true);
    worker.start();
  }

  void left(Trip trip) {
    if (trip.pressed) return;
    if (F.on("w37")) vault.drop(trip.scrip);
    settle(trip, "200020", "授权页关闭", null);
  }

  private Scrip obtain(Trip trip, boolean fromVault) throws Exception {
    Trouble card = radio.card();
    if (card != null) throw card;
    if (F.on("w75") && trip.kind.equals("check") && radio.roaming()) throw new Trouble("M-DATA-OFF", "未开启数据网络");
    if (fromVault) {
      Scrip held = vault.find(trip.app, trip.key, radio.sim());
      if (held != null) {
        trip.fromCache = true;
        if (F.on("w31")) trip.trace = held.trace;
        return held;
      }
    }
    if (gate == null) throw new Trouble("M-OTHER", "没有网关");
    for (int attempt = 0; ; attempt++) {
      try {
        return retrieve(trip);
      } catch (Trip.Lost e) {
        if (attempt > 0 || radio.airplane() || !radio.dataOn()) {
          throw offline(true);
        }
        trip.trace = Trip.fresh();
      } catch (EOFException | java.net.SocketException e) {
        if (!F.on("r07") || attempt > 0 || trip.cell == null || trip.cell.blocked || !radio.dataOn()) throw broken(trip, e, true);
        trip.trace = Trip.fresh();
      } catch (Trip.Late | Trip.Stopped e) {
        throw e;
      } catch (IOException e) {
        throw broken(trip, e, true);
      }
    }
  }

  private Trouble offline(boolean number) {
    if (radio.airplane() && radio.active() == null) return new Trouble("M-NO-NET", "无网络");
    if (number && !radio.dataOn()) return new Trouble("M-DATA-OFF", "未开启数据网络");
    if (number && radio.airplane()) return new Trouble("M-DATA-OFF", "未开启数据网络");
    if (radio.active() == null) return new Trouble("M-NO-NET", "无网络");
    return new Trouble("M-BROKEN", "网络异常");
  }

  private Trouble broken(Trip trip, IOException e, boolean number) {
    for (Throwable t = e; t != null; t = t.getCause()) if (t instanceof CertificateException) return new Trouble("200072", "CA 根证书校验失败");
    if (e instanceof javax.net.ssl.SSLPeerUnverifiedException) return new Trouble("200072", "CA 根证书校验失败");
    if (number && trip.cell != null && trip.cell.blocked || String.valueOf(e.getMessage()).contains("EPERM")) return new Trouble("M-OTHER", "系统未授权数据蜂窝权限");
    Trouble off = offline(number);
    if (!off.code.equals("M-BROKEN")) return off;
    if (e instanceof ProtocolException) return new Trouble("M-PARSE", "数据解析异常");
    if (e instanceof EOFException) return new Trouble("M-END", "EOF 异常");
    return off;
  }

  private void cellFor(Trip trip) throws Trouble {
    if (F.on("w61")) {
      synchronized (this) {
        if (sharedCell == null) {
          sharedCell = new Cell(context, trip);
          sharedCell.ask();
        }
        trip.cell = sharedCell;
      }
      return;
    }
    Cell cell = new Cell(context, trip);
    cell.ask();
    trip.cell = cell;
    if (trip.stopped) cell.release();
  }

  private Scrip retrieve(Trip trip) throws Exception {
    if (radio.airplane() || !radio.dataOn()) throw offline(true);
    Gate at = gate;
    if (trip.cell == null) cellFor(trip);
    trip.waitsForNetwork = true;
    Network network = trip.cell.await();
    trip.waitsForNetwork = false;
    trip.onCell = true;
    if (trip.cell.blocked) throw new Trouble("M-OTHER", "系统未授权数据蜂窝权限");
    Gate.Ask ask = at.number(trip, context, radio);
    String base = F.on("w21") && rememberedHost != null ? rememberedHost : at.mobile + Gate.NUMBER_PATH;
    Post answer = Post.send(network, URI.create(base), ask.json, at, trip);
    status(answer, false);
    JSONObject read = at.read(ask, answer.text, trip, false, false);
    boolean redirected = false;
    if (read.getString("resultCode").equals("103273")) {
      redirected = true;
      String to = read.optString("redirect");
      if (!allowed(at, to)) throw new Trouble("200038", "异网取号网络请求失败");
      if (F.on("w21")) rememberedHost = to;
      if (F.on("w22")) {
        trip.deadline = SystemClock.elapsedRealtime() + limit;
        MAIN.removeCallbacks(trip.alarm);
        MAIN.postDelayed(trip.alarm, limit);
      }
      try {
        answer = Post.send(network, URI.create(to), ask.json, at, trip);
      } catch (Trip.Late | Trip.Stopped | Trip.Lost e) {
        throw e;
      } catch (ProtocolException e) {
        throw new Trouble("200039", "异网取号网关取号失败");
      } catch (IOException e) {
        throw new Trouble("200038", "异网取号网络请求失败");
      }
      status(answer, true);
      read = at.read(ask, answer.text, trip, false, true);
    }
    trip.onCell = false;
    Scrip it = at.open(ask, read, redirected, radio, vault);
    vault.keep(trip.app, trip.key, it, trip.generation);
    return it;
  }

  private static boolean allowed(Gate at, String to) {
    for (String base : new String[] {at.mobile, at.unicom, at.telecom}) {
      if (to.equals(base + Gate.NUMBER_PATH)) return true;
      URI a;
      URI b;
      try {
        a = URI.create(base + Gate.NUMBER_PATH);
        b = URI.create(to);
      } catch (IllegalArgumentException e) {
        return false;
      }
      int pa = a.getPort() < 0 ? 80 : a.getPort();
      int pb = b.getPort() < 0 ? 80 : b.getPort();
      if ("http".equalsIgnoreCase(b.getScheme()) && b.getUserInfo() == null && a.getHost().equalsIgnoreCase(b.getHost()) && (pa == pb || F.on("w23"))
          && a.getRawPath().equals(b.getRawPath()) && b.getRawQuery() == null) return true;
    }
    return false;
  }

  private static void status(Post answer, boolean redirected) throws Trouble {
    if (answer.status == 200) return;
    if (redirected) throw new Trouble("200038", "异网取号网络请求失败");
    throw answer.status == 503 ? new Trouble("200082", "服务器繁忙") : new Trouble("M-BROKEN", "网络异常 " + answer.status);
  }

  private void token(Trip trip) throws Exception {
    if (!trip.scrip.sim.equals(radio.sim())) throw new Trouble("103902", "scrip 失效");
    if (!trip.scrip.alive(vault.boot())) throw new Trouble("103902", "scrip 失效");
    trip.onCell = false;
    int tries = 0;
    for (; ; ) {
      try {
        tokenOnce(trip);
        return;
      } catch (Trouble e) {
        if (!F.on("w10") || !e.code.equals("103911") || ++tries > 3) throw e;
        trip.trace = Trip.fresh();
      }
    }
  }

  private void tokenOnce(Trip trip) throws Exception {
    Gate at = gate;
    Network network = null;
    if (F.on("r14") && radio.dataOn() && !radio.airplane()) {
      if (trip.cell == null) cellFor(trip);
      network = trip.cell.await();
    } else if (!radio.activeWorks() && trip.cell != null) {
      network = trip.cell.await();
    } else if (radio.active() == null) {
      throw new Trouble("M-NO-NET", "无网络");
    }
    Gate.Ask ask = at.token(trip, context, radio, trip.scrip);
    Post answer;
    for (int attempt = 0; ; attempt++) {
      try {
        answer = Post.send(network, URI.create(at.token + "/unisdk/rs/getAuthToken"), ask.json, at, trip);
        break;
      } catch (Trip.Late | Trip.Stopped e) {
        throw e;
      } catch (IOException e) {
        if (F.on("w98") && attempt == 0 && e instanceof EOFException) continue;
        if (F.on("r07") && attempt == 0 && e instanceof EOFException) {
          trip.trace = Trip.fresh();
          ask = at.token(trip, context, radio, trip.scrip);
          continue;
        }
        throw broken(trip, e, false);
      }
    }
    status(answer, false);
    JSONObject read = at.read(ask, answer.text, trip, true, false);
    Object token = read.opt("token");
    if (!(token instanceof String) || ((String) token).isEmpty()) throw new Trouble("M-PARSE", "数据解析异常");
    settle(trip, "103000", "true", (String) token);
  }

  void settle(Trip trip, String code, String note, String token) {
    if (!trip.over.compareAndSet(false, true)) return;
    trip.stopped = true;
    live.remove(trip);
    boolean good = code.equals("103000");
    synchronized (this) {
      failures = good ? 0 : failures + 1;
      if (!good) lastCutOff = SystemClock.elapsedRealtime();
    }
    String way = good ? (radio.activeIsWifi() || F.on("w112") && trip.wifiAtPage) ? "1" : "2" : "0";
    String wayText = way.equals("1") ? "WiFi下网关鉴权" : way.equals("2") ? "网关鉴权" : "其他";
    if (F.on("w88") && way.equals("1") && !radio.dataOn()) wayText = "网关鉴权";
    if (F.on("r06") ) code = Codes102.of(code);
    Verdict verdict = new Verdict(code, note, trip.trace, token, way, wayText);
    if (trip.alarm != null) MAIN.removeCallbacks(trip.alarm);
    if (F.on("r11") && Looper.myLooper() != Looper.getMainLooper()) {
      release(trip);
      trip.wake();
      if (trip.reply != null) trip.reply.settled(trip.tag, verdict);
      return;
    }
    MAIN.post(() -> {
      if (trip.reply != null) trip.reply.settled(trip.tag, verdict);
      if (trip.kind.equals("login")) Stage.ended(trip, good);
    });
    trip.wake();
    if (Looper.myLooper() == Looper.getMainLooper() && trip.cell != null) release(trip);
  }

  private void release(Trip trip) {
    Cell cell = trip.cell;
    if (cell == null) return;
    if (F.on("w61")) {
      synchronized (this) {
        if (cell == sharedCell) sharedCell = null;
        cell.release();
        trip.cell = null;
      }
      return;
    }
    if (F.on("w236") && trip.scrip != null && !trip.scrip.operator.equals("1")) return;
    if (F.on("w102") && ++calls % 4 == 0) return;
    cell.release();
    if (!F.on("w60")) trip.cell = null;
  }

  /** Right but unusual (r06): the older twins of the codes. */
  static final class Codes102 {
    static String of(String code) {
      switch (code) {
        case "M-NO-NET": return "102101";
        case "M-BROKEN": return "102102";
        case "M-DATA-OFF": return "102103";
        case "M-INPUT": return "102203";
        case "M-PARSE": return "102223";
        default: return code;
      }
    }
  }
}
