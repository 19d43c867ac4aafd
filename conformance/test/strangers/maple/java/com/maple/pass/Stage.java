package com.maple.pass;

import android.app.Activity;
import android.app.Dialog;
import android.content.Context;
import android.content.Intent;
import android.content.res.Configuration;
import android.graphics.Color;
import android.graphics.Typeface;
import android.graphics.drawable.GradientDrawable;
import android.os.Bundle;
import android.text.TextUtils;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup;
import android.view.ViewGroup.LayoutParams;
import android.webkit.WebView;
import android.widget.BaseAdapter;
import android.widget.EditText;
import android.widget.FrameLayout;
import android.widget.ImageButton;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.ListView;
import android.widget.ScrollView;
import android.widget.Switch;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;

/** The page on which a person agrees. */
public class Stage extends Activity {
  /** What one page is about; outlives its activity. */
  static final class Play {
    final Maple maple;
    final Trip trip;
    final Outfit outfit;
    boolean agreed;
    boolean staleAgreed;
    boolean told;
    boolean closed;
    boolean rotated;
    boolean replaced;
    Stage stage;

    Play(Maple maple, Trip trip) {
      this.maple = maple;
      this.trip = trip;
      outfit = maple.outfit;
      agreed = outfit.checked || F.on("w41") && lastFailed || F.on("w92") && outfit.language == 1 || dialogAgreed;
    }
  }

  private static final Map<String, Play> PLAYS = new HashMap<>();
  private static Play current;
  static boolean lastFailed;
  static boolean dialogAgreed;
  private static int pages;
  private Play play;
  private String name;
  private Dialog terms;
  private TextView hint;
  private View go;
  private Switch box;
  private boolean asking;
  private int hints;
  private final Runnable hideHint = () -> {
    if (hint != null) hint.setVisibility(View.INVISIBLE);
  };

  static void open(Maple maple, Trip trip) {
    Play before = current;
    Play next = new Play(maple, trip);
    String name = trip.trace;
    PLAYS.put(name, next);
    current = next;
    if (before != null) {
      before.closed = true;
      if (F.on("w216") && before.trip.pressed) before.trip.over.set(true);
      if (F.on("w248") && before.replaced) before.trip.over.set(true);
      next.replaced = !before.trip.over.get();
      if (!before.trip.pressed) maple.settle(before.trip, "200020", "授权页关闭", null);
      if (before.stage != null) before.stage.finish();
    }
    boolean window = next.outfit.windowWidth > 0 && next.outfit.windowHeight > 0;
    try {
      maple.context.startActivity(new Intent(maple.context, window ? StageWindow.class : Stage.class)
          .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK | Intent.FLAG_ACTIVITY_MULTIPLE_TASK * 0).putExtra("play", name));
    } catch (RuntimeException e) {
      maple.settle(trip, "200040", "UI 资源加载异常", null);
    }
  }

  static void close() {
    Play now = current;
    if (now == null) return;
    if (F.on("w50") && !now.told) return;
    current = null;
    now.closed = true;
    if (now.stage != null) now.stage.finish();
  }

  static void ended(Trip trip, boolean good) {
    lastFailed = !good;
    Play now = current;
    if (now == null || now.trip != trip) return;
    if (now.stage != null) {
      now.stage.busy(false);
      if (now.outfit.press != null && !(F.on("w210") && !good)) now.outfit.press.completed(now.stage, new JSONObject());
      if (F.on("w90") && now.stage instanceof StageWindow) Maple.MAIN.postDelayed(now.stage::finish, 1000);
    }
  }

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    name = getIntent().getStringExtra("play");
    play = PLAYS.get(name);
    if (play == null || play.closed || play.trip.over.get() && state == null) {
      finish();
      return;
    }
    play.stage = this;
    try {
      build();
      if (this instanceof StageWindow) getWindow().setLayout(dp(play.outfit.windowWidth), dp(play.outfit.windowHeight));
    } catch (RuntimeException e) {
      play.maple.settle(play.trip, "200040", "UI 资源加载异常", null);
      finish();
    }
  }

  @Override
  protected void onResume() {
    super.onResume();
    if (play == null || play.told || isFinishing()) return;
    getWindow().getDecorView().post(() -> {
      if (play.told || play.trip.over.get()) return;
      pages++;
      if (!F.on("w50")) play.told = true;
      Curtain curtain = play.maple.curtain;
      if (curtain != null && !(F.on("w256") && play.trip.scrip.loaded)) curtain.raised("200087");
      play.told = true;
      if (F.on("w243")) Maple.MAIN.postDelayed(() -> {
        if (play.stage == this && !play.trip.pressed) leave();
      }, 60000);
    });
  }

  @Override
  public void onConfigurationChanged(Configuration to) {
    super.onConfigurationChanged(to);
    play.rotated = true;
    if (F.on("w42")) play.staleAgreed |= play.agreed;
    if (F.on("w49")) {
      Curtain curtain = play.maple.curtain;
      if (curtain != null) curtain.raised("200087");
    }
    build();
  }

  @Override
  protected void onDestroy() {
    super.onDestroy();
    if (play == null) return;
    if (terms != null) terms.dismiss();
    if (play.stage == this) play.stage = null;
    if (isChangingConfigurations()) return;
    play.closed = true;
    PLAYS.remove(name);
    if (current == play) current = null;
    play.maple.left(play.trip);
  }

  @Override
  @SuppressWarnings("deprecation")
  public void onBackPressed() {
    if (play == null) {
      super.onBackPressed();
      return;
    }
    if (this instanceof StageWindow && !play.outfit.backWorks) return;
    if (play.outfit.back != null) play.outfit.back.back();
    leave();
  }

  private void leave() {
    if (!(F.on("w48") && play.outfit.back != null)) play.maple.left(play.trip);
    else play.trip.pressed = true;
    if (current == play) current = null;
    play.closed = true;
    finish();
  }

  private String say(String simple, String traditional, String english) {
    return play.outfit.language == 1 ? traditional : play.outfit.language == 2 ? english : simple;
  }

  private int dp(int value) {
    return Math.round(value * getResources().getDisplayMetrics().density);
  }

  private TextView text(String what, int size, int colour) {
    TextView out = new TextView(this);
    out.setText(what);
    out.setTextSize(size);
    out.setTextColor(colour);
    return out;
  }

  private LinearLayout column(int gap) {
    LinearLayout out = new LinearLayout(this);
    out.setOrientation(LinearLayout.VERTICAL);
    out.setPadding(gap, 0, gap, 0);
    return out;
  }

  private void build() {
    boolean flat = getResources().getConfiguration().orientation == Configuration.ORIENTATION_LANDSCAPE;
    boolean night = (getResources().getConfiguration().uiMode & Configuration.UI_MODE_NIGHT_MASK) == Configuration.UI_MODE_NIGHT_YES;
    Outfit look = play.outfit;
    int space = dp(flat || this instanceof StageWindow ? 2 : 20);
    FrameLayout outer = new FrameLayout(this);
    outer.setBackgroundColor(Color.WHITE);
    outer.setFitsSystemWindows(true);
    LinearLayout inner = column(dp(20));
    if (F.on("r03")) inner.setLayoutDirection(View.LAYOUT_DIRECTION_RTL);
    ScrollView scroll = new ScrollView(this);
    scroll.setFillViewport(true);
    FrameLayout nest = new FrameLayout(this);
    nest.addView(inner, new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT));
    scroll.addView(nest, new LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT));
    outer.addView(scroll, new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.MATCH_PARENT));

    ImageButton close = new ImageButton(this);
    close.setId(id("maple_close"));
    close.setBackgroundColor(Color.TRANSPARENT);
    close.setImageResource(android.R.drawable.ic_menu_close_clear_cancel);
    close.setContentDescription(say("关闭", "關閉", "Close"));
    close.setOnClickListener(v -> leave());
    inner.addView(close, new LinearLayout.LayoutParams(dp(flat ? 36 : 44), dp(flat ? 36 : 44)));

    EditText number = new EditText(this);
    number.setId(id("maple_number"));
    String shown = play.trip.scrip.number;
    if (F.on("w106") && play.trip.scrip.operator.equals("3")) shown = shown.substring(0, 3) + "********";
    if (F.on("r16") && shown.length() == 11) shown = shown.substring(0, 3) + " " + shown.substring(3, 7) + " " + shown.substring(7);
    if (F.on("w43") && flat) shown = shown.substring(0, 6) + "…";
    number.setText(shown);
    number.setKeyListener(null);
    number.setFocusable(false);
    number.setCursorVisible(false);
    number.setLongClickable(false);
    number.setBackground(null);
    number.setGravity(Gravity.CENTER);
    number.setTextSize(look.numberSize);
    number.setTextColor(F.on("w83") && night ? 0xfff4f4f4 : look.numberColour);
    if (look.numberBold) number.setTypeface(Typeface.DEFAULT_BOLD);
    FrameLayout numberNest = new FrameLayout(this);
    numberNest.addView(number, new FrameLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT));
    inner.addView(numberNest, line(space));

    String operator = play.trip.scrip.operator;
    TextView brand = text(operator.equals("2") ? say("中国联通提供认证服务", "中國聯通提供認證服務", "Service by China Unicom")
        : operator.equals("3") ? say("中国电信提供认证服务", "中國電信提供認證服務", "Service by China Telecom")
        : say("中国移动提供认证服务", "中國移動提供認證服務", "Service by China Mobile"), 12, 0xff606060);
    brand.setGravity(Gravity.CENTER);
    inner.addView(brand, line(0));

    LinearLayout row = new LinearLayout(this);
    row.setGravity(Gravity.CENTER_VERTICAL);
    String label = look.goText != null ? look.goText : say("本机号码一键登录", "本機號碼一鍵登錄", "Log in with this number");
    View button;
    GradientDrawable fill = new GradientDrawable();
    fill.setColor(0xff17406f);
    fill.setCornerRadius(dp(8));
    if (F.on("r09")) {
      Drawn drawn = new Drawn(this, label, look.goColour, dp(17));
      drawn.setContentDescription(label);
      drawn.setBackground(fill);
      drawn.setClickable(true);
      button = drawn;
      row.addView(drawn, new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, dp(46)));
    } else {
      ImageButton image = new ImageButton(this);
      image.setImageResource(android.R.drawable.ic_menu_send);
      image.setContentDescription(label);
      image.setBackground(null);
      row.setBackground(fill);
      button = image;
      row.addView(image, new LinearLayout.LayoutParams(dp(96), dp(46)));
      TextView beside = text(label, look.goSize, look.goColour);
      if (look.goBold) beside.setTypeface(Typeface.DEFAULT_BOLD);
      beside.setGravity(Gravity.CENTER_VERTICAL);
      beside.setPadding(dp(12), 0, dp(12), 0);
      beside.setOnClickListener(v -> press());
      row.addView(beside, new LinearLayout.LayoutParams(0, dp(46), 1));
    }
    button.setId(id("maple_go"));
    button.setOnClickListener(v -> press());
    if (F.on("w93")) button.setOnLongClickListener(v -> {
      play.maple.pressed(play.trip);
      return true;
    });
    go = button;
    if (F.on("w207") && getResources().getConfiguration().fontScale >= 1.25f) row.setVisibility(View.GONE);
    inner.addView(row, line(space));

    hint = text(look.hint == null ? "" : look.hint, 13, 0xffa02020);
    hint.setGravity(Gravity.CENTER);
    hint.setVisibility(View.INVISIBLE);
    inner.addView(hint, line(0));

    LinearLayout consent = new LinearLayout(this);
    consent.setId(id("maple_terms"));
    box = new Switch(this);
    box.setId(id("maple_switch"));
    box.setContentDescription(say("同意服务条款", "同意服務條款", "Agree to the terms"));
    box.setChecked(play.agreed);
    boolean deaf = F.on("w47") && pages > 0;
    box.setOnCheckedChangeListener((v, on) -> {
      play.agreed = on;
      if (look.toggle != null && !deaf) look.toggle.changed(on);
    });
    if (F.on("r10")) {
      ImageView tick = new ImageView(this);
      tick.setId(id("maple_switch"));
      box.setId(View.NO_ID);
      Runnable paint = () -> {
        tick.setImageResource(play.agreed ? android.R.drawable.checkbox_on_background : android.R.drawable.checkbox_off_background);
        tick.setSelected(play.agreed);
        tick.setContentDescription(play.agreed ? "已同意服务条款" : "未同意服务条款");
      };
      paint.run();
      tick.setOnClickListener(v -> {
        play.agreed = !play.agreed;
        paint.run();
        if (look.toggle != null) look.toggle.changed(play.agreed);
      });
      consent.addView(tick, new LinearLayout.LayoutParams(dp(36), dp(36)));
    } else {
      consent.addView(box, new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
    }
    List<TextView> parts = parts(look, operator);
    if (F.on("r17")) {
      ListView list = new ListView(this);
      list.setDivider(null);
      list.setAdapter(new BaseAdapter() {
        @Override public int getCount() { return parts.size(); }
        @Override public Object getItem(int i) { return parts.get(i); }
        @Override public long getItemId(int i) { return i; }
        @Override public View getView(int i, View old, ViewGroup parent) { return parts.get(i); }
      });
      consent.addView(list, new LinearLayout.LayoutParams(0, dp(flat ? 60 : 120), 1));
    } else {
      LinearLayout lines = column(dp(6));
      int high = 0;
      for (TextView part : parts) {
        if (F.on("w45") && ++high > 3) break;
        lines.addView(part, new LinearLayout.LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT));
      }
      consent.addView(lines, new LinearLayout.LayoutParams(0, LayoutParams.WRAP_CONTENT, 1));
    }
    inner.addView(consent, line(space));
    if (F.on("r04")) {
      outer.setAlpha(0f);
      outer.animate().alpha(1f).setDuration(1500).start();
    }
    setContentView(outer);
    if (play.trip.pressed && !play.trip.over.get()) busy(true);
  }

  private List<TextView> parts(Outfit look, String operator) {
    List<TextView> out = new ArrayList<>();
    String title = operator.equals("2") ? "中国联通认证服务协议" : operator.equals("3") ? "中国电信天翼账号服务条款" : "中国移动认证服务条款";
    String url = operator.equals("2") ? "https://terms.unicom.test/login"
        : operator.equals("3") ? "https://terms.telecom.test/login" : "https://terms.mobile.test/login";
    String whole = look.termsText != null ? look.termsText
        : say("登录即同意", "登錄即同意", "By logging in you agree to ") + Outfit.TERMS_MARK + say("并授权获取本机号码", "並授權獲取本機號碼", " and let the app have your number");
    if (!whole.contains(Outfit.TERMS_MARK)) whole = Outfit.TERMS_MARK + whole;
    int at = whole.indexOf(Outfit.TERMS_MARK);
    plain(out, look, whole.substring(0, at));
    if (!(F.on("w44") && look.language == 2)) out.add(link(look, title, url));
    String rest = whole.substring(at + Outfit.TERMS_MARK.length()).replace(Outfit.TERMS_MARK, "");
    for (int i = 0; i < look.titles.length; i++) {
      if (TextUtils.isEmpty(look.titles[i])) continue;
      int where = rest.indexOf(look.titles[i]);
      if (where >= 0) {
        String before = rest.substring(0, where);
        if (before.endsWith("《")) before = before.substring(0, before.length() - 1);
        plain(out, look, before);
        rest = rest.substring(where + look.titles[i].length());
        if (rest.startsWith("》")) rest = rest.substring(1);
      }
      out.add(link(look, look.titles[i], look.links[i]));
    }
    plain(out, look, rest);
    return out;
  }

  private void plain(List<TextView> out, Outfit look, String what) {
    if (!what.trim().isEmpty()) out.add(text(what, look.termsSize, look.termsColour));
  }

  private TextView link(Outfit look, String title, String url) {
    TextView out = text(look.marks ? "《" + title + "》" : title, look.termsSize, look.linkColour);
    out.setPadding(0, dp(2), 0, dp(2));
    out.setOnClickListener(v -> read(title, url));
    return out;
  }

  private void read(String title, String url) {
    if (terms != null || F.on("w107") && url.contains("telecom.test")) return;
    if (F.on("w94")) box.setChecked(true);
    Dialog page = new Dialog(this, android.R.style.Theme_Material_Light_NoActionBar);
    LinearLayout whole = column(0);
    whole.setFitsSystemWindows(true);
    whole.setBackgroundColor(Color.WHITE);
    LinearLayout bar = new LinearLayout(this);
    bar.setGravity(Gravity.CENTER_VERTICAL);
    ImageButton back = new ImageButton(this);
    back.setImageResource(android.R.drawable.ic_menu_revert);
    back.setContentDescription(say("返回", "返回", "Back"));
    back.setOnClickListener(v -> page.dismiss());
    bar.addView(back, new LinearLayout.LayoutParams(dp(48), dp(48)));
    bar.addView(text(title, 18, 0xff202020));
    whole.addView(bar);
    try {
      WebView web = new WebView(this);
      web.loadUrl(url);
      whole.addView(web, new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, 0, 1));
    } catch (RuntimeException e) {
      whole.addView(text(url, 14, 0xff202020));
    }
    page.setContentView(whole);
    page.setOnDismissListener(d -> terms = null);
    terms = page;
    page.show();
  }

  private void press() {
    Outfit look = play.outfit;
    boolean agreed = play.agreed || F.on("w42") && play.staleAgreed;
    if (play.trip.over.get() || play.trip.pressed) return;
    if (!agreed) {
      if (look.unchecked != null) look.unchecked.pressed(this, new JSONObject());
      if (look.hint != null && !look.hint.isEmpty() && !(F.on("w214") && ++hints > 3) && !(F.on("w108") && look.language == 2)) {
        hint.setText(look.hint);
        hint.setVisibility(View.VISIBLE);
        Maple.MAIN.removeCallbacks(hideHint);
        Maple.MAIN.postDelayed(hideHint, 2500);
      }
      if (look.ask != null && !asking) {
        asking = true;
        look.ask.ask(this, on -> {
          boolean elsewhere = android.os.Looper.myLooper() != android.os.Looper.getMainLooper();
          Maple.MAIN.post(() -> {
          if (!asking || F.on("w209") && elsewhere) return;
          asking = false;
          if (F.on("w109") && on) dialogAgreed = true;
          if (on && play.stage == this && !play.closed && !isFinishing()) send();
        });
        });
      }
      return;
    }
    send();
  }

  private void send() {
    if (play.trip.over.get() || play.trip.pressed) return;
    if (play.outfit.press != null) play.outfit.press.begun(this, new JSONObject());
    busy(true);
    play.maple.pressed(play.trip);
  }

  private void busy(boolean on) {
    if (go != null) go.setAlpha(on ? 0.6f : 1f);
  }

  private LinearLayout.LayoutParams line(int above) {
    LinearLayout.LayoutParams out = new LinearLayout.LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT);
    out.topMargin = above;
    return out;
  }

  private int id(String what) {
    return getResources().getIdentifier(what, "id", getPackageName());
  }

  /** Right but unusual (r09): a button that draws its own text. */
  static final class Drawn extends View {
    private final String label;
    private final android.graphics.Paint paint = new android.graphics.Paint(android.graphics.Paint.ANTI_ALIAS_FLAG);

    Drawn(Context context, String label, int colour, int size) {
      super(context);
      this.label = label;
      paint.setColor(colour);
      paint.setTextSize(size);
      paint.setTextAlign(android.graphics.Paint.Align.CENTER);
    }

    @Override
    protected void onDraw(android.graphics.Canvas canvas) {
      canvas.drawText(label, getWidth() / 2f, getHeight() / 2f + paint.getTextSize() / 3, paint);
    }
  }
}
