package cn.birch.onetap;
import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.graphics.Canvas;
import android.graphics.Color;
import android.graphics.Paint;
import android.graphics.Typeface;
import android.graphics.drawable.GradientDrawable;
import android.os.Bundle;
import android.os.SystemClock;
import android.text.SpannableStringBuilder;
import android.text.Spanned;
import android.text.TextPaint;
import android.text.method.LinkMovementMethod;
import android.text.style.ClickableSpan;
import android.util.TypedValue;
import android.view.Gravity;
import android.view.KeyEvent;
import android.view.MotionEvent;
import android.view.View;
import android.view.ViewGroup;
import android.view.ViewTreeObserver;
import android.view.WindowInsets;
import android.view.WindowManager;
import android.view.animation.AnimationUtils;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;
import org.json.JSONObject;
/** The login page, made in code: number in three texts, an image for a box, a row for a button. */
public final class BirchPage extends Activity {
  private static boolean remembered, everTold;
  private static final java.util.List<Object> kept = new java.util.ArrayList<>();
  Call call;
  private BirchLook l;
  private Birch sdk;
  private boolean checked, told, dead;
  private View box;
  private LinearLayout button, termsRow;
  private TextView hint, buttonText;
  private View number;
  private Stage stage;
  private long termsOpened;
  private float d;

  @Override protected void onCreate(Bundle state) {
    sdk = Birch.get();
    call = sdk == null ? null : sdk.loginOf(getIntent().getIntExtra("login", 0));
    if (call == null || (call.over() && state == null)) { call = null; super.onCreate(state); finish(); return; }
    l = call.look;
    if (l.style != -1 && l.style != 0) setTheme(l.style);
    if (l.in != null) overridePendingTransition(BirchLook.anim(this, l.in[0]), BirchLook.anim(this, l.in[1]));
    super.onCreate(state);
    d = getResources().getDisplayMetrics().density;
    sdk.came(this);
    if (V.on("leak-activity")) kept.add(this);
    checked = state != null ? state.getBoolean("checked") : l.checked;
    if (V.on("consent-remembered") && state == null) checked = checked || remembered;
    told = state != null && state.getBoolean("told");
    if (V.on("consent-box-default-on")) checked = true;
    window();
    build();
    stage.getViewTreeObserver().addOnPreDrawListener(new ViewTreeObserver.OnPreDrawListener() {
      @Override public boolean onPreDraw() {
        stage.getViewTreeObserver().removeOnPreDrawListener(this);
        stage.post(() -> { if (!told && call != null && !isFinishing()) { told = true; if (!V.on("pagein-once") || !everTold) sdk.told(); everTold = true; } });
        return true;
      }
    });
    if (V.on("consent-token-early")) call.press();
    if (V.on("listener-change-at-start") && checked && l.onChecked != null) l.onChecked.changed(true);
  }
  @Override protected void onResume() { super.onResume(); if (V.on("login-page-in-each-resume") && told) sdk.told(); }
  @Override protected void onSaveInstanceState(Bundle out) { super.onSaveInstanceState(out); if (!V.on("life-consent-lost")) out.putBoolean("checked", checked); if (!V.on("life-told-twice")) out.putBoolean("told", told); }
  @Override protected void onStop() {
    super.onStop();
    if (V.on("life-stop-ends") && call != null && !isChangingConfigurations() && !isFinishing()) { call.fail("200020", "授权页关闭"); }
  }
  @Override protected void onDestroy() {
    super.onDestroy();
    if (call == null) return;
    sdk.went(this);
    if (isFinishing() || V.on("life-recreate-ends")) call.fail("200020", "授权页关闭");
  }
  void leave() {
    dead = true;
    if (BirchTerms.open != null && !V.on("life-terms-stay")) BirchTerms.open.finish();
    if (isFinishing()) return;
    finish();
    if (l != null && l.out != null) overridePendingTransition(BirchLook.anim(this, l.out[0]), BirchLook.anim(this, l.out[1]));
  }
  void ended(String code) {
    if (loading != null) loading.setVisibility(View.GONE);
    if (l.press != null && call.pressed) l.press.pressCompleted(this, new JSONObject());
  }
  private void close() { call.fail("200020", "授权页关闭"); leave(); }
  @Override public boolean dispatchKeyEvent(KeyEvent e) {
    if (V.on("consent-enter-key") && call != null && e.getKeyCode() == KeyEvent.KEYCODE_ENTER && e.getAction() == KeyEvent.ACTION_UP) { go(); return true; }
    return super.dispatchKeyEvent(e);
  }
  @Override public void onBackPressed() {
    if (call == null) { finish(); return; }
    boolean window = l.width > 0 && l.height > 0;
    if (window && !l.backButton) return;
    if (l.back != null) l.back.back();
    if (V.on("life-back-silent")) { leave(); return; }
    close();
  }

  private void window() {
    if (l.bar != null) getWindow().setStatusBarColor(l.bar); else getWindow().setStatusBarColor(0xffffffff);
    boolean dark = l.bar == null || l.barDarkText;
    int flags = dark ? View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR : 0;
    if (!l.fit) flags |= View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN | View.SYSTEM_UI_FLAG_LAYOUT_STABLE | View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION;
    getWindow().getDecorView().setSystemUiVisibility(flags);
    if (l.width > 0 && l.height > 0) {
      android.util.DisplayMetrics m = getResources().getDisplayMetrics();
      int w = Math.min(Math.max(px(l.width), px(240)), m.widthPixels), h = Math.min(Math.max(px(l.height), px(240)), m.heightPixels);
      getWindow().setLayout(w, h);
      WindowManager.LayoutParams p = getWindow().getAttributes();
      p.gravity = l.bottom ? Gravity.BOTTOM | Gravity.CENTER_HORIZONTAL : Gravity.CENTER;
      int dx = px(l.x), dy = l.bottom && !V.on("theme-bottom-with-offset") ? 0 : px(l.y);
      if (V.on("theme-offset-px")) { dx = l.x; }
      p.x = dx; p.y = V.on("theme-bottom-with-offset") && l.bottom ? -dy : dy;
      p.flags |= WindowManager.LayoutParams.FLAG_DIM_BEHIND;
      p.dimAmount = 0.5f;
      getWindow().setAttributes(p);
      getWindow().setBackgroundDrawable(new android.graphics.drawable.ColorDrawable(V.on("dark-follows") ? 0 : 0xffffffff));
      setFinishOnTouchOutside(false);
    }
  }
  private int px(float dp) { return Math.round(dp * d); }
  private String say(String zh, String tw, String en) {
    int n = l.language;
    if (V.on("theme-language-of-system")) n = "en".equals(getResources().getConfiguration().getLocales().get(0).getLanguage()) ? 2 : 0;
    return n == 2 ? en : n == 1 ? tw : zh;
  }
  private static double lum(int c) {
    double[] v = {Color.red(c) / 255.0, Color.green(c) / 255.0, Color.blue(c) / 255.0};
    for (int i = 0; i < 3; i++) v[i] = v[i] <= 0.03928 ? v[i] / 12.92 : Math.pow((v[i] + 0.055) / 1.055, 2.4);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
  }
  private static int seen(int c, int on, int otherwise) {
    if (V.on("theme-no-guard")) return c;
    double a = lum(c), b = lum(on);
    return Color.alpha(c) < 160 || (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 1.6 ? otherwise : c;
  }

  private View loading;
  private void build() {
    stage = new Stage(this);
    boolean night = (getResources().getConfiguration().uiMode & android.content.res.Configuration.UI_MODE_NIGHT_MASK) == android.content.res.Configuration.UI_MODE_NIGHT_YES;
    stage.setBackgroundColor(V.on("dark-follows") && night ? 0xff111111 : 0xffffffff);
    stage.setFitsSystemWindows(false);
    View own = null;
    if (l.contentLayout != 0) own = getLayoutInflater().inflate(l.contentLayout, stage, false);
    else if (l.content != null) { own = l.content; if (own.getParent() instanceof ViewGroup && !V.on("theme-content-twice-throws")) ((ViewGroup) own.getParent()).removeView(own); }
    if (own != null) stage.addView(own);
    stage.own = own;
    String n = call.entry.shown;
    int size = V.on("theme-no-guard") ? l.numberSize : Math.max(l.numberSize, 14), color = seen(l.numberColor, 0xffffffff, 0xff111111);
    if (V.on("r-canvas-number")) {
      Drawn v = new Drawn(this, n, TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, size, getResources().getDisplayMetrics()), color, l.numberBold);
      v.setContentDescription(n);
      number = v;
    } else {
      LinearLayout row = new LinearLayout(this);
      int a = Math.min(3, n.length()), b = Math.min(7, n.length());
      for (String part : V.on("r-number-one-text") ? new String[] {n} : new String[] {n.substring(0, a), n.substring(a, b), n.substring(b)}) {
        TextView t = new TextView(this);
        t.setText(part);
        t.setTextSize(size);
        t.setTextColor(color);
        t.setSingleLine();
        t.setTypeface(l.numberBold ? Typeface.DEFAULT_BOLD : Typeface.DEFAULT);
        row.addView(t);
      }
      number = row;
    }
    stage.addView(stage.number = number);

    button = new LinearLayout(this);
    button.setGravity(Gravity.CENTER);
    button.setMinimumHeight(px(36));
    int back = 0xff00695c;
    if (l.buttonImage != null && !l.buttonImage.isEmpty()) { int i = BirchLook.drawable(this, l.buttonImage); if (i != 0) button.setBackground(getDrawable(i)); }
    else { GradientDrawable g = new GradientDrawable(); g.setColor(back); g.setCornerRadius(px(22)); button.setBackground(g); }
    buttonText = new TextView(this);
    String text = l.buttonText;
    if (text == null || (!V.on("theme-no-guard") && !text.matches("(?is).*(登录|登錄|登入|注册|註冊|log ?in|sign ?in|sign ?up|register).*"))) text = say("本机号码一键登录", "本機號碼一鍵登錄", "One-tap Login");
    buttonText.setText(text);
    buttonText.setTextSize(V.on("theme-no-guard") ? l.buttonTextSize : Math.max(12, l.buttonTextSize));
    buttonText.setTextColor(l.buttonImage != null ? l.buttonTextColor : seen(l.buttonTextColor, back, 0xffffffff));
    buttonText.setTypeface(l.buttonBold ? Typeface.DEFAULT_BOLD : Typeface.DEFAULT);
    buttonText.setSingleLine();
    button.addView(buttonText);
    button.setOnClickListener(v -> press());
    stage.addView(stage.button = button);

    termsRow = new LinearLayout(this);
    ImageView image = new ImageView(this);
    if (V.on("r-box-as-text")) { TextView b = new TextView(this); b.setTextSize(15); b.setTextColor(0xff333333); b.setGravity(Gravity.CENTER); b.setPadding(0, 0, 0, 0); b.setIncludeFontPadding(false); box = b; } else box = image;
    int bw = V.on("theme-no-guard") ? l.boxWidth : Math.max(12, l.boxWidth), bh = V.on("theme-no-guard") ? l.boxHeight : Math.max(12, l.boxHeight);
    LinearLayout.LayoutParams bp = new LinearLayout.LayoutParams(px(bw), px(bh));
    bp.gravity = l.boxPlace == 1 ? Gravity.CENTER_VERTICAL : Gravity.TOP;
    bp.rightMargin = px(6);
    image.setScaleType(ImageView.ScaleType.FIT_XY);
    box.setOnClickListener(v -> check(!checked));
    box.setAccessibilityDelegate(new View.AccessibilityDelegate() {
      @Override public void onInitializeAccessibilityNodeInfo(View h, android.view.accessibility.AccessibilityNodeInfo i) {
        super.onInitializeAccessibilityNodeInfo(h, i); i.setCheckable(true); i.setChecked(checked); i.setClassName("android.widget.CheckBox");
      }
    });
    termsRow.addView(box, bp);
    draw();
    TextView terms = new TextView(this);
    terms.setText(terms());
    terms.setTextSize(V.on("theme-no-guard") ? l.termsSize : Math.max(9, l.termsSize));
    terms.setTextColor(seen(l.termsColor, 0xffffffff, 0xff555555));
    terms.setHighlightColor(0);
    terms.setMovementMethod(LinkMovementMethod.getInstance());
    terms.setGravity(l.termsCentred ? Gravity.CENTER_HORIZONTAL : Gravity.LEFT);
    if (V.on("r-row-toggles")) { termsRow.setOnClickListener(v -> check(!checked)); terms.setOnClickListener(v -> { if (terms.getSelectionStart() == -1 && terms.getSelectionEnd() == -1) check(!checked); }); }
    if (V.on("consent-terms-tap-checks")) terms.setOnClickListener(v -> check(true));
    LinearLayout.LayoutParams tp = new LinearLayout.LayoutParams(l.termsCentred ? -1 : -2, -2);
    if (l.termsCentred) { tp.width = 0; tp.weight = 1; }
    termsRow.addView(terms, tp);
    termsRow.setLayoutDirection(V.on("rtl-mirrors") ? View.LAYOUT_DIRECTION_LOCALE : View.LAYOUT_DIRECTION_LTR);
    stage.addView(stage.terms = termsRow);

    TextView x = new TextView(this);
    x.setText("×");
    x.setTextSize(26);
    x.setTextColor(0xff444444);
    x.setGravity(Gravity.CENTER);
    x.setContentDescription(say("关闭", "關閉", "Close"));
    x.setOnClickListener(v -> { if (V.on("life-close-silent")) leave(); else close(); });
    if (V.on("r-no-close")) x.setVisibility(View.GONE);
    stage.addView(stage.close = x);

    hint = new TextView(this);
    GradientDrawable h = new GradientDrawable();
    h.setColor(0xee333333); h.setCornerRadius(px(6));
    hint.setBackground(h);
    hint.setTextColor(0xffffffff);
    hint.setTextSize(14);
    hint.setPadding(px(14), px(8), px(14), px(8));
    hint.setVisibility(View.GONE);
    stage.addView(stage.hint = hint);
    if (!V.on("r-no-spinner")) {
      loading = new android.widget.ProgressBar(this);
      if (V.on("r-loading-covers")) { loading.setBackgroundColor(0x66000000); }
      loading.setVisibility(View.GONE);
      stage.addView(stage.loading = loading);
    }
    setContentView(stage);
  }
  private void draw() {
    String name = checked != V.on("theme-box-images-swapped") ? l.boxOn : l.boxOff;
    int i = name == null || name.isEmpty() ? 0 : BirchLook.drawable(this, name);
    if (box instanceof TextView) ((TextView) box).setText(checked ? "☑" : "☐");
    else if (i != 0) ((ImageView) box).setImageResource(i); else ((ImageView) box).setImageDrawable(new Tick(checked, d));
    box.setContentDescription(checked ? say("已勾选", "已勾選", "checked") : say("未勾选", "未勾選", "not checked"));
    box.setSelected(checked);
  }
  private void check(boolean on) {
    if (V.on("consent-not-taken-back") && checked) return;
    checked = on;
    if (on) remembered = true;
    draw();
    if (l.onChecked != null) l.onChecked.changed(on != V.on("listener-change-inverted"));
    if (on && hint != null) hint.setVisibility(View.GONE);
  }
  private void press() {
    if (!checked) {
      if (V.on("consent-press-ticks")) check(true);
      if (V.on("consent-third-press-goes") && ++presses >= 3) { go(); return; }
      if (l.unchecked != null) l.unchecked.uncheckedPress(this, new JSONObject());
      if (V.on("r-hint-toast") && l.tip != null && !l.tip.isEmpty()) android.widget.Toast.makeText(this, l.tip, android.widget.Toast.LENGTH_SHORT).show();
      else if (V.on("r-hint-dialog") && l.tip != null && !l.tip.isEmpty()) new android.app.AlertDialog.Builder(this).setMessage(l.tip).setPositiveButton("知道了", null).show();
      else if (l.tip != null && !l.tip.isEmpty()) { hint.setText(l.tip); hint.setVisibility(View.VISIBLE); hint.removeCallbacks(hide); if (!V.on("consent-hint-once") || presses++ == 0) hint.postDelayed(hide, 3000); else hint.setVisibility(View.GONE); }
      else if (V.on("consent-hint-unasked")) { hint.setText(say("请先同意条款", "請先同意條款", "Please agree to the terms first")); hint.setVisibility(View.VISIBLE); }
      if (l.shake != null && BirchLook.anim(this, l.shake) != 0) termsRow.startAnimation(AnimationUtils.loadAnimation(this, BirchLook.anim(this, l.shake)));
      if (l.ask != null) {
        boolean[] answered = new boolean[1];
        l.ask.ask(this, ok -> runOnUiThread(() -> {
          if (answered[0] && !V.on("consent-answer-again")) return;
          answered[0] = true;
          if (!ok && !V.on("consent-answer-ignored")) return;
          if ((dead || isFinishing() || isDestroyed()) && !V.on("consent-answer-after-page")) return;
          if (!V.on("r-ask-leaves-box")) check(true);
          go();
        }));
      }
      return;
    }
    go();
  }
  private int presses;
  private final Runnable hide = () -> hint.setVisibility(View.GONE);
  private void go() {
    if (call.over() && !V.on("consent-press-after-end")) return;
    if (call.pressed && !V.on("consent-double")) return;
    if (loading != null) loading.setVisibility(View.VISIBLE);
    if (l.press != null) l.press.pressStarted(this, new JSONObject());
    call.press();
  }

  private CharSequence terms() {
    String op = call.entry.operator;
    if (V.on("theme-terms-always-mobile")) op = "1";
    String title = op.equals("2") ? "联通统一认证服务条款" : op.equals("3") ? "天翼账号服务与隐私协议" : "中国移动认证服务条款";
    if (op.equals("2")) title = "中国联通认证服务协议";
    if (op.equals("3")) title = "中国电信天翼账号服务条款";
    String url = op.equals("2") ? "https://terms.unicom.test/a" : op.equals("3") ? "https://terms.telecom.test/a" : "https://terms.mobile.test/a";
    if (V.on("theme-operator-url-wrong")) url = "https://ad.birch.test/a";
    String text = l.terms;
    String none = say("登录即同意", "登錄即同意", "I agree to ") + BirchLook.OPERATOR_TERMS + say("并使用本机号码登录", "並使用本機號碼登錄", " and to signing in with this number");
    if (V.on("r-terms-chinese")) none = "登录即同意" + BirchLook.OPERATOR_TERMS + "并使用本机号码登录";
    if (text == null || text.isEmpty()) text = none;
    if (!text.contains(BirchLook.OPERATOR_TERMS) && !V.on("theme-no-guard")) text = say("登录即同意", "登錄即同意", "I agree to ") + BirchLook.OPERATOR_TERMS + text;
    SpannableStringBuilder s = new SpannableStringBuilder(text);
    int at = text.indexOf(BirchLook.OPERATOR_TERMS);
    if (at >= 0) { s.replace(at, at + BirchLook.OPERATOR_TERMS.length(), mark(title)); link(s, at, at + mark(title).length(), title, url); }
    int from = 0;
    for (int i = 0; i < 4; i++) {
      String t = l.titles[i];
      if (t == null || t.isEmpty()) continue;
      int p = s.toString().indexOf(t, from);
      if (p < 0) p = s.toString().indexOf(t);
      if (p < 0) { s.append(from == 0 ? "" : "、"); p = s.length(); s.append(t); }
      boolean has = p > 0 && s.charAt(p - 1) == '《';
      int end = p + t.length();
      if (l.marks && !has) { s.replace(p, end, "《" + t + "》"); end += 2; }
      link(s, p, end, t, l.urls[i]);
      from = end;
    }
    return s;
  }
  private String mark(String t) { return l.marks ? "《" + t + "》" : t; }
  private void link(SpannableStringBuilder s, int a, int b, String title, String url) {
    int color = seen(l.linkColor, 0xffffffff, 0xff00695c);
    s.setSpan(new ClickableSpan() {
      @Override public void onClick(View v) {
        if (SystemClock.elapsedRealtime() - termsOpened < 800 && !V.on("theme-terms-open-twice")) return;
        termsOpened = SystemClock.elapsedRealtime();
        startActivity(new Intent(BirchPage.this, BirchTerms.class).putExtra("title", title).putExtra("url", V.on("theme-url-of-operator") ? "https://terms.mobile.test/a" : url));
      }
      @Override public void updateDrawState(TextPaint p) { p.setColor(color); p.setUnderlineText(false); }
    }, a, b, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE);
  }

  /** The number drawn by ourselves. */
  static final class Drawn extends View {
    private final Paint p = new Paint(Paint.ANTI_ALIAS_FLAG); private final String t;
    Drawn(Context c, String t, float size, int color, boolean bold) { super(c); this.t = t; p.setTextSize(size); p.setColor(color); p.setTypeface(bold ? Typeface.DEFAULT_BOLD : Typeface.DEFAULT); }
    @Override protected void onMeasure(int a, int b) { Paint.FontMetrics m = p.getFontMetrics(); setMeasuredDimension((int) Math.ceil(p.measureText(t)), (int) Math.ceil(m.descent - m.ascent)); }
    @Override protected void onDraw(Canvas c) { c.drawText(t, 0, -p.getFontMetrics().ascent, p); }
  }
  static final class Tick extends android.graphics.drawable.Drawable {
    private final boolean on; private final float d; private final Paint p = new Paint(Paint.ANTI_ALIAS_FLAG);
    Tick(boolean on, float d) { this.on = on; this.d = d; }
    @Override public void draw(Canvas c) {
      android.graphics.Rect r = getBounds();
      float m = 2 * d;
      p.setStyle(on ? Paint.Style.FILL : Paint.Style.STROKE); p.setStrokeWidth(1.5f * d); p.setColor(on ? 0xff00695c : 0xff888888);
      c.drawCircle(r.exactCenterX(), r.exactCenterY(), Math.min(r.width(), r.height()) / 2f - m, p);
      if (on) {
        p.setStyle(Paint.Style.STROKE); p.setColor(0xffffffff); p.setStrokeWidth(2 * d);
        float w = r.width(), h = r.height();
        c.drawLine(r.left + w * .28f, r.top + h * .52f, r.left + w * .45f, r.top + h * .68f, p);
        c.drawLine(r.left + w * .45f, r.top + h * .68f, r.left + w * .73f, r.top + h * .35f, p);
      }
    }
    @Override public void setAlpha(int a) {}
    @Override public void setColorFilter(android.graphics.ColorFilter f) {}
    @Override public int getOpacity() { return android.graphics.PixelFormat.TRANSLUCENT; }
  }

  /** Puts number, button and terms where the theme says, but always inside and apart. */
  final class Stage extends ViewGroup {
    View own, number, button, terms, close, hint, loading;
    Stage(Context c) { super(c); }
    @Override protected void onMeasure(int ws, int hs) {
      int w = MeasureSpec.getSize(ws), h = MeasureSpec.getSize(hs);
      setMeasuredDimension(w, h);
      if (own != null) own.measure(MeasureSpec.makeMeasureSpec(w, MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(h, MeasureSpec.EXACTLY));
      number.measure(MeasureSpec.makeMeasureSpec(w, MeasureSpec.AT_MOST), MeasureSpec.makeMeasureSpec(h, MeasureSpec.AT_MOST));
      boolean guard = !V.on("theme-no-guard");
      int bl = px(l.buttonMargin == null ? 30 : l.buttonMargin[0]), br = px(l.buttonMargin == null ? 30 : l.buttonMargin[1]);
      int bw = l.buttonWidth > 0 ? px(l.buttonWidth) : w - bl - br, bh = l.buttonHeight > 0 ? px(l.buttonHeight) : px(46);
      if (guard) { if (bw < px(120)) { bw = Math.min(w, l.buttonWidth > 0 ? px(120) : w - px(60)); } if (bh < px(32)) bh = px(32); bw = Math.min(bw, w); }
      if (V.on("fontscale-clips")) bh = px(14);
      button.measure(MeasureSpec.makeMeasureSpec(Math.max(0, bw), MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(bh, MeasureSpec.EXACTLY));
      int tw = w - px(tl()) - px(tr());
      terms.measure(MeasureSpec.makeMeasureSpec(Math.max(0, tw), MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(h, MeasureSpec.AT_MOST));
      close.measure(MeasureSpec.makeMeasureSpec(px(48), MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(px(48), MeasureSpec.EXACTLY));
      hint.measure(MeasureSpec.makeMeasureSpec(w - px(40), MeasureSpec.AT_MOST), MeasureSpec.makeMeasureSpec(h, MeasureSpec.AT_MOST));
      if (loading != null) loading.measure(MeasureSpec.makeMeasureSpec(px(40), MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(px(40), MeasureSpec.EXACTLY));
    }
    private int tl() { return squeezed() ? 30 : l.termsMargin == null ? 30 : l.termsMargin[0]; }
    private int tr() { return squeezed() ? 30 : l.termsMargin == null ? 30 : l.termsMargin[1]; }
    private boolean squeezed() { return !V.on("theme-no-guard") && l.termsMargin != null && getMeasuredWidth() - px(l.termsMargin[0]) - px(l.termsMargin[1]) < px(160); }
    private int y(Integer top, Integer bottom, int otherwise, int h, int H, int inset) {
      int y = bottom != null ? H - px(bottom) - h : inset + px(top != null ? top : otherwise);
      return V.on("theme-no-guard") ? y : Math.max(0, Math.min(y, H - h));
    }
    @Override protected void onLayout(boolean c, int a, int b, int e, int f) {
      int W = e - a, H = f - b, inset = 0;
      if (!l.fit) { WindowInsets i = getRootWindowInsets(); if (i != null) inset = i.getSystemWindowInsetTop(); }
      if (own != null) own.layout(0, 0, W, H);
      int nw = number.getMeasuredWidth(), nh = number.getMeasuredHeight(), bw = button.getMeasuredWidth(), bh = button.getMeasuredHeight(), tw = terms.getMeasuredWidth(), th = terms.getMeasuredHeight();
      int nx = (W - nw) / 2 + (V.on("theme-number-x-px") ? l.numberX : px(l.numberX));
      if (!V.on("theme-no-guard")) nx = Math.max(0, Math.min(nx, W - nw));
      int bx = l.buttonMargin != null ? px(l.buttonMargin[0]) : (W - bw) / 2;
      if (!V.on("theme-no-guard")) bx = Math.max(0, Math.min(bx, W - bw));
      int tx = px(tl());
      boolean low = H < px(420);
      int ny = y(l.numberTop, l.numberBottom, low ? 40 : 150, nh, H, inset), by = y(l.buttonTop, l.buttonBottom, low ? 110 : 240, bh, H, inset);
      Integer tb = l.termsBottom != null ? l.termsBottom : l.termsTop == null ? Integer.valueOf(low ? 16 : 40) : null;
      if (V.on("theme-terms-bottom-is-top") && l.termsBottom != null) tb = Math.round((H - th) / d) - l.termsBottom;
      int ty = y(l.termsTop, tb, 0, th, H, inset);
      if (!V.on("theme-no-guard") && (meet(ny, nh, by, bh) || meet(by, bh, ty, th) || meet(ny, nh, ty, th))) {
        // what the theme places stays; what stands by default makes room
        int[] at = {ny, by, ty}, tall = {nh, bh, th};
        boolean[] set = {l.numberTop != null || l.numberBottom != null, l.buttonTop != null || l.buttonBottom != null, l.termsTop != null || l.termsBottom != null}, put = new boolean[3];
        boolean ok = true;
        for (int round = 0; round < 2 && ok; round++) for (int i = 0; i < 3 && ok; i++) {
          if (set[i] != (round == 0)) continue;
          if (!free(at, tall, put, i, at[i], H)) {
            ok = false;
            if (round == 1) for (int j = 0; j < 3 && !ok; j++) if (put[j]) for (int y : new int[] {at[j] + tall[j] + px(16), at[j] - tall[i] - px(16)}) if (!ok && free(at, tall, put, i, y, H)) { at[i] = y; ok = true; }
          }
          put[i] = true;
        }
        if (ok) { ny = at[0]; by = at[1]; ty = at[2]; }
        else {
          int gap = Math.max(0, (H - nh - bh - th) / 4);
          ny = gap; by = ny + nh + gap; ty = by + bh + gap;
        }
      }
      number.layout(nx, ny, nx + nw, ny + nh);
      button.layout(bx, by, bx + bw, by + bh);
      terms.layout(tx, ty, tx + tw, ty + th);
      close.layout(0, inset, px(48), inset + px(48));
      int hw = hint.getMeasuredWidth(), hh = hint.getMeasuredHeight(), hy = Math.max(0, ty - hh - px(10));
      hint.layout((W - hw) / 2, hy, (W + hw) / 2, hy + hh);
      if (loading != null) { int ly = Math.min(H - px(40), by + bh + px(8)); if (V.on("r-loading-covers")) loading.layout(0, 0, W, H); else loading.layout(W / 2 - px(20), ly, W / 2 + px(20), ly + px(40)); }
    }
    private boolean free(int[] at, int[] tall, boolean[] put, int i, int y, int H) {
      if (y < 0 || y + tall[i] > H) return false;
      for (int j = 0; j < 3; j++) if (put[j] && meet(y, tall[i], at[j], tall[j])) return false;
      return true;
    }
    private boolean meet(int a, int ah, int b, int bh) { return a < b + bh && b < a + ah; }
  }
}
