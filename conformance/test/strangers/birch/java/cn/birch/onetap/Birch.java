package cn.birch.onetap;
import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.os.Handler;
import android.os.Looper;
/** 一键登录 by Birch: the entrance. */
public final class Birch {
  private static Birch one;
  final Context app;
  final Store store;
  volatile Gate gate;
  volatile long limitMs = 8000;
  volatile BirchLook look = new BirchLook.Builder().done();
  private volatile BirchPageCallback page;
  private int calls;
  private Call login; // the login that is under way
  BirchPage shown; // the page on the screen, whatever its login has come to
  private int awaited; // the login whose page was asked for and has not come
  private final Handler main = new Handler(Looper.getMainLooper());

  public static synchronized Birch with(Context context) {
    if (one == null) { V.read(context); one = new Birch(context.getApplicationContext()); }
    return one;
  }
  private Birch(Context app) { this.app = app; store = new Store(app); }
  static Birch get() { return one; }

  public void endpoints(String mobile, String unicom, String telecom, String token, String rootPem, String keyId, String publicKeyPem) {
    gate = new Gate(mobile, unicom, telecom, token, rootPem, keyId, publicKeyPem);
  }
  public void warm(String appId, String appKey, BirchCallback cb) { warm(appId, appKey, -1, cb); }
  public void warm(String appId, String appKey, int tag, BirchCallback cb) { call(Call.WARM, appId, appKey, tag, cb).start(); }
  public void verify(String appId, String appKey, BirchCallback cb) { verify(appId, appKey, -1, cb); }
  public void verify(String appId, String appKey, int tag, BirchCallback cb) { call(Call.VERIFY, appId, appKey, tag, cb).start(); }
  public void signIn(String appId, String appKey, BirchCallback cb) { signIn(appId, appKey, -1, cb); }
  public void signIn(String appId, String appKey, int tag, BirchCallback cb) {
    Call now, old; BirchPage left;
    synchronized (this) {
      if (V.on("login-second-ignored") && login != null) return;
      now = call(Call.SIGN_IN, appId, appKey, tag, cb);
      old = login; left = shown;
      login = now; shown = null; awaited = 0;
    }
    if (old != null && !V.on("login-replaced-silently")) old.fail("200020", "授权页关闭");
    if (left != null && !V.on("login-replaced-page-stays")) main.post(left::leave);
    now.start();
  }
  public void limit(long ms) { limitMs = V.on("limit-set-once") && limitMs != 8000 ? limitMs : ms; }
  public void forget() { store.forget(Sim.now(app).key()); }
  public void onPage(BirchPageCallback cb) { if (V.on("listener-first-kept") && page != null) return; page = cb; }
  public void look(BirchLook l) { look = l == null && !V.on("theme-null-throws") ? new BirchLook.Builder().done() : V.on("theme-merged") ? l.over(look) : l; }
  public BirchLink link(Context c) {
    Sim s = Sim.now(c.getApplicationContext());
    String k = s.kind();
    if (V.on("link-airplane-4") && s.airplane) k = "-1";
    if (V.on("link-active-only")) k = s.wifi ? "2" : s.cell ? "1" : "0";
    return new BirchLink(s.operator, k);
  }
  public void dismiss() {
    Call c; BirchPage p;
    synchronized (this) { c = login; login = null; p = shown; shown = null; awaited = 0; }
    if (c != null && !(V.on("login-quit-silent") && p == null)) c.fail("200020", "授权页关闭");
    if (p != null) { if (V.on("login-quit-needs-main")) p.leave(); else main.post(p::leave); }
  }

  private synchronized Call call(int kind, String appId, String appKey, int tag, BirchCallback cb) { return new Call(this, ++calls, kind, appId, appKey, tag, cb); }

  /** On the main thread: the number is there, the page may come. */
  void open(Call c) {
    synchronized (this) { if (login != c || c.over()) return; awaited = c.id; }
    String missing = c.look.missing(app);
    if (missing != null && !V.on("theme-missing-ignored")) { c.fail("200040", "UI资源加载异常：" + missing); return; }
    if (V.on("login-page-in-early")) told();
    try { app.startActivity(new Intent(app, BirchPage.class).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK | (V.on("r-no-history-flag") ? Intent.FLAG_ACTIVITY_EXCLUDE_FROM_RECENTS : 0)).putExtra("login", c.id).putExtra("s", V.on("intent-scrip") ? c.entry.scrip : null)); }
    catch (RuntimeException e) { c.fail("200040", "UI资源加载异常"); }
  }
  synchronized Call loginOf(int id) { return login != null && login.id == id ? login : null; }
  synchronized void came(BirchPage p) { shown = p; }
  synchronized void went(BirchPage p) { if (shown == p) shown = null; }
  void told() { BirchPageCallback p = page; if (p != null) p.onPage("200087"); }
  void ended(Call c, String code) {
    BirchPage p;
    synchronized (this) {
      p = shown;
      if (login == c && (p == null || p.call != c)) login = null;
    }
    if (p != null && p.call == c) main.post(() -> p.ended(code));
    if (V.on("login-closes-itself") && code.equals("103000") && p != null && p.call == c) main.postDelayed(p::leave, 400);
  }
}
