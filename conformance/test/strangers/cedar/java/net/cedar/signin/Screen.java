package net.cedar.signin;

import android.app.Activity;
import android.app.Dialog;
import android.graphics.Color;
import android.graphics.drawable.ColorDrawable;
import android.graphics.drawable.GradientDrawable;
import android.os.Bundle;
import android.text.TextUtils;
import android.util.TypedValue;
import android.view.Gravity;
import android.view.View;
import android.view.ViewGroup;
import android.view.ViewTreeObserver;
import android.view.Window;
import android.view.WindowManager;
import android.view.animation.AnimationUtils;
import android.webkit.WebView;
import android.widget.FrameLayout;
import android.widget.LinearLayout;
import android.widget.ScrollView;
import android.widget.Switch;
import android.widget.TextView;
import java.util.HashMap;
import java.util.Map;

/** The sign-in screen, built in code. */
public final class Screen extends Activity {
  static final int BLUE = 0xff1667d6;
  static final Map<Integer, Visit> VISITS = new HashMap<>();
  private Visit visit;
  private FrameLayout button;
  private TextView caption;
  private TextView hint;
  private Switch consent;
  private View row;
  private Dialog reader;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    visit = VISITS.get(getIntent().getIntExtra("visit", 0));
    if (visit == null || visit.closed) {
      visit = null;
      finish();
      return;
    }
    if (Kind.is("recreation-agrees") && state != null) {
      visit.agreed = true;
    }
    if (Kind.is("press-again-after-recreation") && state != null) {
      visit.pressed = false;
    }
    visit.screen = this;
    Look look = visit.look;
    if (look.comes != null && !look.comes.isEmpty()) {
      overridePendingTransition(Look.id(this, look.comes, "anim"), 0);
    }
    getWindow().setBackgroundDrawable(new ColorDrawable(Color.WHITE));
    setContentView(content(look));
    if (look.width > 0 && look.height > 0) {
      WindowManager.LayoutParams where = getWindow().getAttributes();
      where.width = dp(look.width);
      where.height = dp(look.height);
      where.gravity = look.bottom ? Gravity.BOTTOM | Gravity.CENTER_HORIZONTAL : Gravity.CENTER;
      where.x = dp(look.x);
      where.y = look.bottom ? 0 : dp(look.y);
      getWindow().setAttributes(where);
    }
    refresh();
    Visit mine = visit;
    View root = getWindow().getDecorView();
    root.getViewTreeObserver()
        .addOnPreDrawListener(
            new ViewTreeObserver.OnPreDrawListener() {
              @Override
              public boolean onPreDraw() {
                root.getViewTreeObserver().removeOnPreDrawListener(this);
                root.post(() -> Cedar.existing().told(mine));
                return true;
              }
            });
  }

  private View content(Look look) {
    ScrollView scroll = new ScrollView(this);
    scroll.setFillViewport(true);
    LinearLayout all = new LinearLayout(this);
    all.setOrientation(LinearLayout.VERTICAL);
    all.setFitsSystemWindows(true);
    all.setPadding(dp(24), dp(8), dp(24), dp(16));
    TextView close = text("✕", 20, 0xff555555, false);
    close.setContentDescription(say("关闭", "關閉", "Close"));
    close.setGravity(Gravity.CENTER);
    close.setOnClickListener(v -> leave());
    all.addView(close, new LinearLayout.LayoutParams(dp(40), dp(40)));
    TextView number = text(visit.number, look.numberSize, look.numberColour, look.numberBold);
    number.setGravity(Gravity.CENTER);
    if (Kind.is("night-number")
        && (getResources().getConfiguration().uiMode & 0x30) == android.content.res.Configuration.UI_MODE_NIGHT_YES) {
      number.setTextColor(0xfff2f2f2);
    }
    all.addView(number, wide(12));
    button = new FrameLayout(this);
    GradientDrawable ground = new GradientDrawable();
    ground.setColor(BLUE);
    ground.setCornerRadius(dp(8));
    button.setBackground(ground);
    if (look.picture != null && !look.picture.isEmpty()) {
      button.setBackgroundResource(Look.id(this, look.picture, "drawable"));
    }
    caption = text("", look.buttonSize, look.buttonColour, look.buttonBold);
    button.addView(
        caption,
        new FrameLayout.LayoutParams(
            ViewGroup.LayoutParams.WRAP_CONTENT, ViewGroup.LayoutParams.WRAP_CONTENT, Gravity.CENTER));
    button.setOnClickListener(v -> press());
    LinearLayout.LayoutParams at = wide(16);
    at.height = dp(48);
    all.addView(button, at);
    hint = text("", 14, 0xffb00020, false);
    hint.setGravity(Gravity.CENTER);
    hint.setVisibility(View.GONE);
    all.addView(hint, wide(4));
    LinearLayout line = new LinearLayout(this);
    line.setOrientation(LinearLayout.HORIZONTAL);
    consent = new Switch(this);
    consent.setSaveEnabled(false);
    consent.setChecked(visit.agreed);
    consent.setOnCheckedChangeListener(
        (view, on) -> {
          visit.agreed = on;
          hint.setVisibility(View.GONE);
        });
    line.addView(consent);
    line.addView(terms(look), new LinearLayout.LayoutParams(0, ViewGroup.LayoutParams.WRAP_CONTENT, 1));
    row = line;
    all.addView(line, wide(12));
    scroll.addView(all);
    return scroll;
  }

  private View terms(Look look) {
    LinearLayout list = new LinearLayout(this);
    list.setOrientation(LinearLayout.VERTICAL);
    list.setPadding(dp(8), 0, 0, 0);
    String text = look.terms == null ? say("登录即同意", "登錄即同意", "By logging in you agree to") + Look.OPERATOR : look.terms;
    if (!text.contains(Look.OPERATOR)) {
      text += Look.OPERATOR;
    }
    int at = text.indexOf(Look.OPERATOR);
    String before = text.substring(0, at).trim();
    String after = text.substring(at + Look.OPERATOR.length()).trim();
    if (!before.isEmpty()) {
      list.addView(text(before, 13, 0xff444444, false));
    }
    link(list, look, operatorTitle(), operatorUrl());
    for (int i = 0; i < 4; i++) {
      if (!TextUtils.isEmpty(look.titles[i])) {
        link(list, look, look.titles[i], look.urls[Kind.is("links-2-and-3-swapped") && (i == 1 || i == 2) ? 3 - i : i]);
      }
    }
    if (!after.isEmpty()) {
      list.addView(text(after, 13, 0xff444444, false));
    }
    return list;
  }

  private void link(LinearLayout list, Look look, String title, String url) {
    TextView link = text(look.marks ? "《" + title + "》" : title, 13, BLUE, false);
    link.setOnClickListener(v -> read(title, url));
    list.addView(link);
  }

  private String operatorTitle() {
    switch (visit.operator) {
      case "2":
        return "中国联通认证服务条款";
      case "3":
        return "中国电信认证服务条款";
      default:
        return "中国移动认证服务条款";
    }
  }

  private String operatorUrl() {
    switch (visit.operator) {
      case "2":
        return "https://terms.cedar.test/unicom.html";
      case "3":
        return "https://terms.cedar.test/telecom.html";
      default:
        return "https://terms.cedar.test/mobile.html";
    }
  }

  private void read(String title, String url) {
    if (Kind.is("terms-agree")) {
      consent.setChecked(true);
    }
    if (Kind.is("back-after-terms-tells-nothing")) {
      visit.readTerms = true;
    }
    if (reader != null && reader.isShowing()) {
      return;
    }
    reader = new Dialog(this, android.R.style.Theme_DeviceDefault_Light_NoActionBar);
    reader.requestWindowFeature(Window.FEATURE_NO_TITLE);
    LinearLayout all = new LinearLayout(this);
    all.setOrientation(LinearLayout.VERTICAL);
    all.setBackgroundColor(Color.WHITE);
    LinearLayout bar = new LinearLayout(this);
    TextView back = text("←", 22, 0xff222222, false);
    back.setGravity(Gravity.CENTER);
    back.setContentDescription(say("返回", "返回", "Back"));
    back.setOnClickListener(v -> reader.dismiss());
    bar.addView(back, new LinearLayout.LayoutParams(dp(48), dp(48)));
    TextView name = text(title, 17, 0xff222222, true);
    name.setGravity(Gravity.CENTER_VERTICAL);
    bar.addView(name, new LinearLayout.LayoutParams(0, dp(48), 1));
    all.addView(bar);
    View body;
    try {
      WebView web = new WebView(this);
      web.loadUrl(url);
      body = web;
    } catch (RuntimeException e) {
      body = text(url, 14, 0xff444444, false);
    }
    all.addView(body, new LinearLayout.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, 0, 1));
    reader.setContentView(all);
    if (Kind.is("back-key-in-terms-ends-login")) {
      reader.setOnKeyListener(
          (dialog, code, event) -> {
            if (code == android.view.KeyEvent.KEYCODE_BACK && event.getAction() == android.view.KeyEvent.ACTION_UP) {
              leave();
              return true;
            }
            return false;
          });
    }
    reader.getWindow().setLayout(ViewGroup.LayoutParams.MATCH_PARENT, ViewGroup.LayoutParams.MATCH_PARENT);
    reader.show();
  }

  private void press() {
    if (visit.over || visit.pressed) {
      return;
    }
    if (!visit.agreed && Kind.is("third-press-agrees") && ++visit.tries >= 3) {
      consent.setChecked(true);
    }
    if (!visit.agreed) {
      Look look = visit.look;
      if (look.asker != null) {
        Visit mine = visit;
        if (Kind.is("asker-once") && visit.tries++ > 0) {
          consent.setChecked(true);
          press();
          return;
        }
        look.asker.ask(this, yes -> runOnUiThread(() -> {
          if (yes && !mine.closed) {
            mine.agreed = true;
            if (mine.screen != null) {
              mine.screen.consent.setChecked(true);
              mine.screen.press();
            }
          }
        }));
        return;
      }
      if (!TextUtils.isEmpty(look.hint)) {
        hint.setText(look.hint);
        hint.setVisibility(View.VISIBLE);
      }
      if (!TextUtils.isEmpty(look.shake)) {
        row.startAnimation(AnimationUtils.loadAnimation(this, Look.id(this, look.shake, "anim")));
      }
      return;
    }
    visit.pressed = true;
    refresh();
    Cedar.existing().press(visit);
  }

  /** Puts the button into the state of the visit. */
  void refresh() {
    boolean busy = visit.pressed && !visit.over;
    button.setEnabled(!busy);
    String own = visit.look.button;
    caption.setText(
        busy ? say("登录中…", "登錄中…", "Logging in…") : own != null ? own : say("一键登录", "一鍵登錄", "One-tap login"));
  }

  private void leave() {
    Cedar.existing().left(visit);
    finish();
  }

  @Override
  public void onBackPressed() {
    if (visit != null && !visit.look.back && (visit.look.width > 0 || Kind.is("back-key-off-in-full-screen"))) {
      return;
    }
    if (visit != null && visit.readTerms) {
      visit.closed = true;
      super.onBackPressed();
      return;
    }
    if (visit != null) {
      leave();
    } else {
      super.onBackPressed();
    }
  }

  @Override
  protected void onStop() {
    super.onStop();
    if (Kind.is("home-kills-button") && visit != null) {
      button.setEnabled(false);
    }
  }

  @Override
  public void finish() {
    super.finish();
    if (visit != null && visit.look.goes != null && !visit.look.goes.isEmpty()) {
      overridePendingTransition(0, Look.id(this, visit.look.goes, "anim"));
    }
  }

  @Override
  protected void onDestroy() {
    if (reader != null) {
      reader.dismiss();
    }
    if (visit != null && visit.screen == this) {
      visit.screen = null;
      if (isFinishing() && !visit.closed) {
        Cedar.existing().left(visit);
      }
    }
    super.onDestroy();
  }

  private String say(String simple, String traditional, String english) {
    return visit.look.language == 2 ? english : visit.look.language == 1 ? traditional : simple;
  }

  private TextView text(String text, int size, int colour, boolean bold) {
    TextView view = new TextView(this);
    view.setText(text);
    view.setTextSize(TypedValue.COMPLEX_UNIT_SP, size);
    view.setTextColor(colour);
    if (bold) {
      view.setTypeface(android.graphics.Typeface.DEFAULT_BOLD);
    }
    return view;
  }

  private LinearLayout.LayoutParams wide(int above) {
    LinearLayout.LayoutParams at =
        new LinearLayout.LayoutParams(ViewGroup.LayoutParams.MATCH_PARENT, ViewGroup.LayoutParams.WRAP_CONTENT);
    at.topMargin = dp(above);
    return at;
  }

  private int dp(int value) {
    return Math.round(value * getResources().getDisplayMetrics().density);
  }
}
