package com.lotus.onekey;

import android.app.Activity;
import android.content.Intent;
import android.graphics.Color;
import android.graphics.Typeface;
import android.graphics.drawable.Drawable;
import android.graphics.drawable.GradientDrawable;
import android.graphics.drawable.StateListDrawable;
import android.os.Handler;
import android.os.Looper;
import android.text.SpannableStringBuilder;
import android.text.Spanned;
import android.text.TextPaint;
import android.text.method.LinkMovementMethod;
import android.text.style.ClickableSpan;
import android.util.TypedValue;
import android.view.Gravity;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.view.animation.AnimationUtils;
import android.widget.Button;
import android.widget.CheckBox;
import android.widget.CheckedTextView;
import android.widget.CompoundButton;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.ProgressBar;
import android.widget.Switch;
import android.widget.TextView;
import android.widget.Toast;
import com.cmic.gen.sdk.view.GenAuthThemeConfig;
import org.json.JSONObject;

/** What is seen of the page, and what its parts do. */
public final class PageView {
  private static boolean busyBefore;
  private static String firstNumber;
  private static String firstOperator;
  private static boolean consentBefore;
  private static final int GROUND = 0xff0f6cc4;
  private final Activity activity;
  private final Session session;
  private final GenAuthThemeConfig t;
  private final Runnable leave;
  public final FrameLayout root;
  private final PageLayout layout;
  private View box;
  private ProgressBar progress;

  public PageView(Activity activity, Session session, Runnable leave, boolean again) {
    this.activity = activity;
    this.session = session;
    this.leave = leave;
    t = session.theme;
    root = new FrameLayout(activity);
    boolean content = t.contentView != null || t.contentLayout != 0;
    root.setBackgroundColor(Color.WHITE);
    if (content) {
      FrameLayout holder = new FrameLayout(activity);
      if (t.contentView != null) {
        if (t.contentView.getParent() instanceof ViewGroup) {
          ((ViewGroup) t.contentView.getParent()).removeView(t.contentView);
        }
        holder.addView(t.contentView);
      } else {
        LayoutInflater.from(activity).inflate(t.contentLayout, holder, true);
      }
      root.addView(holder, new FrameLayout.LayoutParams(-1, -1));
    }
    layout = Variant.is("xml") ? inflated() : made();
    layout.theme = t;
    FrameLayout above = new FrameLayout(activity);
    above.addView(layout, new FrameLayout.LayoutParams(-1, -1));
    above.setElevation(layout.dp(50));
    root.addView(above, new FrameLayout.LayoutParams(-1, -1));
    if (content) {
      layout.number.setBackgroundColor(Color.WHITE);
      layout.terms.setBackgroundColor(Color.WHITE);
    }
    progress = new ProgressBar(activity);
    progress.setVisibility(View.GONE);
    FrameLayout.LayoutParams p = new FrameLayout.LayoutParams(layout.dp(40), layout.dp(40));
    p.gravity = Gravity.CENTER_HORIZONTAL | Gravity.TOP;
    above.addView(progress, p);
    number();
    button();
    check(again);
    terms();
    TextView slogan = (TextView) layout.slogan;
    slogan.setText(Texts.slogan(t.language));
    slogan.setTextColor(0xff666666);
    slogan.setTextSize(11);
    layout.close.setContentDescription(Texts.close(t.language));
    layout.close.setOnClickListener(v -> leave.run());
    if (Variant.is("stuck-loading") && busyBefore) {
      layout.button.setEnabled(false);
    }
  }

  private PageLayout inflated() {
    PageLayout l =
        (PageLayout) LayoutInflater.from(activity).inflate(R.layout.lotus_login, root, false);
    l.close = l.findViewById(R.id.lotus_close);
    l.number = l.findViewById(R.id.lotus_number);
    l.slogan = l.findViewById(R.id.lotus_slogan);
    l.button = l.findViewById(R.id.lotus_button);
    l.terms = l.findViewById(R.id.lotus_terms_row);
    l.termsText = l.findViewById(R.id.lotus_terms);
    box = l.findViewById(R.id.lotus_box);
    return l;
  }

  private PageLayout made() {
    PageLayout l = new PageLayout(activity);
    TextView close = new TextView(activity);
    close.setText("✕");
    close.setGravity(Gravity.CENTER);
    close.setTextColor(0xff333333);
    close.setTextSize(18);
    l.close = close;
    l.number = Variant.is("drawn") ? new DrawnText(activity) : new TextView(activity);
    l.slogan = new TextView(activity);
    if (Variant.is("drawn")) {
      DrawnText b = new DrawnText(activity);
      b.setFocusable(true);
      l.button = b;
    } else if (Variant.is("frame-button")) {
      FrameLayout f = new FrameLayout(activity);
      TextView inside = new TextView(activity);
      inside.setGravity(Gravity.CENTER);
      f.addView(inside, new FrameLayout.LayoutParams(-1, -1));
      f.setClickable(true);
      l.button = f;
    } else {
      Button b = new Button(activity);
      b.setAllCaps(false);
      b.setStateListAnimator(null);
      l.button = b;
    }
    LinearLayout row = new LinearLayout(activity);
    if (Variant.is("switch")) {
      box = new Switch(activity);
    } else if (Variant.is("image-box")) {
      box = new ImageView(activity);
    } else {
      CheckBox c = new CheckBox(activity);
      c.setMinWidth(0);
      c.setMinHeight(0);
      box = c;
    }
    row.addView(box);
    l.termsText = new TextView(activity);
    row.addView(l.termsText, new LinearLayout.LayoutParams(0, -2, 1));
    l.terms = row;
    l.addView(l.close);
    l.addView(l.slogan);
    l.addView(l.number);
    l.addView(l.button);
    l.addView(l.terms);
    return l;
  }

  private static int clamp(int v, int low, int high) {
    return Math.max(low, Math.min(high, v));
  }

  private void number() {
    String text = session.number();
    if (Variant.is("number-of-first")) {
      firstNumber = firstNumber == null ? text : firstNumber;
      text = firstNumber;
    }
    if (Variant.is("spaced-number") && text.length() == 11) {
      text = text.substring(0, 3) + " " + text.substring(3, 7) + " " + text.substring(7);
    }
    int colour = Looks.readable(t.numberColor, Color.WHITE, 0xff202020);
    int size = clamp(t.numberSize, 12, 40);
    if (layout.number instanceof DrawnText) {
      ((DrawnText) layout.number)
          .set(
              text,
              colour,
              size * activity.getResources().getDisplayMetrics().scaledDensity,
              t.numberBold);
      return;
    }
    TextView n = (TextView) layout.number;
    n.setText(text);
    n.setSingleLine(true);
    n.setTextColor(colour);
    n.setTextSize(TypedValue.COMPLEX_UNIT_SP, size);
    n.setTypeface(Typeface.DEFAULT, t.numberBold ? Typeface.BOLD : Typeface.NORMAL);
  }

  private void button() {
    String text = Texts.namesLogin(t.btnText) ? t.btnText : Texts.button(t.language);
    int ground = Variant.is("xml") ? 0xff0a7d32 : GROUND;
    Drawable image = Looks.drawable(activity, t.btnImage);
    if (image != null) {
      ground = Looks.average(image);
      layout.button.setBackground(Looks.drawable(activity, t.btnImage));
    } else {
      GradientDrawable d = new GradientDrawable();
      d.setColor(ground);
      d.setCornerRadius(layout.dp(6));
      layout.button.setBackground(d);
    }
    int colour = Looks.readable(t.btnColor, ground, Color.WHITE);
    int size = clamp(t.btnSize, 11, 24);
    layout.button.setOnClickListener(v -> pressed());
    if (layout.button instanceof DrawnText) {
      ((DrawnText) layout.button)
          .set(
              text,
              colour,
              size * activity.getResources().getDisplayMetrics().scaledDensity,
              t.btnBold);
      return;
    }
    TextView b =
        (TextView)
            (layout.button instanceof FrameLayout
                ? ((FrameLayout) layout.button).getChildAt(0)
                : layout.button);
    b.setText(text);
    b.setSingleLine(true);
    b.setPadding(0, 0, 0, 0);
    b.setTextColor(colour);
    b.setTextSize(TypedValue.COMPLEX_UNIT_SP, size);
    b.setTypeface(Typeface.DEFAULT, t.btnBold ? Typeface.BOLD : Typeface.NORMAL);
  }

  private void setChecked(boolean on) {
    boolean was = session.checked;
    session.checked = on;
    consentBefore = on;
    draw();
    if (was != on && t.changeListener != null) {
      t.changeListener.onCheckedChanged(on);
    }
  }

  private void draw() {
    boolean on = session.checked;
    if (box instanceof ImageView) {
      ImageView i = (ImageView) box;
      Drawable own = Looks.drawable(activity, on ? t.checkedImg : t.uncheckedImg);
      if (own != null) {
        i.setImageDrawable(own);
      } else {
        GradientDrawable d = new GradientDrawable();
        d.setShape(GradientDrawable.OVAL);
        d.setStroke(layout.dp(1.5f), 0xff777777);
        d.setColor(on ? GROUND : Color.WHITE);
        d.setSize(layout.dp(18), layout.dp(18));
        i.setImageDrawable(d);
      }
      i.setSelected(on);
    } else if (box instanceof CheckedTextView) {
      ((CheckedTextView) box).setChecked(on);
    } else {
      ((CompoundButton) box).setChecked(on);
    }
  }

  private void check(boolean again) {
    if (again && Variant.is("recreate-resets-consent")) {
      session.checked = t.checked;
    }
    if (!again && Variant.is("keeps-consent") && consentBefore) {
      session.checked = true;
    }
    int w = t.boxW == GenAuthThemeConfig.UNSET || t.boxW <= 0 ? 24 : clamp(t.boxW, 14, 60);
    int h = t.boxH == GenAuthThemeConfig.UNSET || t.boxH <= 0 ? 24 : clamp(t.boxH, 14, 60);
    LinearLayout.LayoutParams p =
        new LinearLayout.LayoutParams(
            box instanceof Switch ? layout.dp(52) : layout.dp(w), layout.dp(h));
    p.gravity = t.boxLocation == 1 ? Gravity.CENTER_VERTICAL : Gravity.TOP;
    p.rightMargin = layout.dp(4);
    box.setLayoutParams(p);
    box.setContentDescription(Texts.agree(t.language));
    Drawable on = Looks.drawable(activity, t.checkedImg);
    Drawable off = Looks.drawable(activity, t.uncheckedImg);
    if ((on != null || off != null) && !(box instanceof ImageView)) {
      StateListDrawable both = new StateListDrawable();
      both.addState(new int[] {android.R.attr.state_checked}, on == null ? mark(true) : on);
      both.addState(new int[] {}, off == null ? mark(false) : off);
      if (box instanceof CheckBox) {
        ((CheckBox) box).setButtonDrawable(null);
        box.setBackground(both);
      } else if (box instanceof CheckedTextView) {
        ((CheckedTextView) box).setCheckMarkDrawable(null);
        box.setBackground(both);
      } else {
        ((Switch) box).setThumbDrawable(both);
      }
    }
    draw();
    if (box instanceof CompoundButton) {
      ((CompoundButton) box).setOnCheckedChangeListener((b, v) -> setChecked(v));
    } else {
      box.setOnClickListener(v -> setChecked(!session.checked));
    }
  }

  private Drawable mark(boolean on) {
    GradientDrawable d = new GradientDrawable();
    d.setStroke(layout.dp(1.5f), 0xff777777);
    d.setColor(on ? GROUND : Color.WHITE);
    return d;
  }

  private void terms() {
    String operator = session.operator();
    if (Variant.is("terms-of-first-operator")) {
      firstOperator = firstOperator == null ? operator : firstOperator;
      operator = firstOperator;
    }
    int text = Looks.readable(t.termColor == 0 ? 0xff555555 : t.termColor, Color.WHITE, 0xff555555);
    int title = Looks.readable(t.titleColor == 0 ? GROUND : t.titleColor, Color.WHITE, GROUND);
    SpannableStringBuilder s = new SpannableStringBuilder();
    String raw = t.termText;
    String mark = GenAuthThemeConfig.PLACEHOLDER;
    if (!Engine.given(raw)) {
      raw = Texts.before(t.language) + mark;
    } else if (!raw.contains(mark) || raw.indexOf(mark) > 80) {
      raw = Texts.before(t.language) + mark + " " + raw.replace(mark, "");
    }
    int at = raw.indexOf(mark);
    s.append(raw);
    String op = wrapped(Texts.operatorTerms(operator));
    s.replace(at, at + mark.length(), op);
    link(s, at, op.length(), Texts.operatorTerms(operator), Texts.operatorUrl(operator), title);
    int from = at + op.length();
    for (int i = 0; i < t.titles.length; i++) {
      String name = t.titles[i];
      if (!Engine.given(name)) {
        continue;
      }
      String url = t.urls[Variant.is("fourth-link") ? Math.min(i, 2) : i];
      String shown = wrapped(name);
      int found = s.toString().indexOf(name, from);
      if (found < 0) {
        s.append(Texts.and(t.language));
        found = s.length();
        s.append(shown);
      } else {
        boolean has = found > 0 && s.charAt(found - 1) == '《';
        if (has) {
          shown = name;
        } else {
          s.replace(found, found + name.length(), shown);
        }
      }
      link(s, found, shown.length(), name, url, title);
      from = found + shown.length();
    }
    TextView v = layout.termsText;
    if (Variant.is("row-toggles")) {
      layout.terms.setOnClickListener(x -> setChecked(!session.checked));
    }
    v.setText(s);
    v.setTextColor(text);
    v.setHighlightColor(Color.TRANSPARENT);
    v.setGravity(t.termCentred ? Gravity.CENTER : Gravity.START);
    v.setMovementMethod(LinkMovementMethod.getInstance());
  }

  private String wrapped(String name) {
    return t.marks && !name.startsWith("《") ? "《" + name + "》" : name;
  }

  private void link(
      SpannableStringBuilder s, int at, int length, String name, String url, int colour) {
    s.setSpan(
        new ClickableSpan() {
          @Override
          public void onClick(View v) {
            activity.startActivity(
                new Intent(activity, ClauseActivity.class)
                    .putExtra("title", name)
                    .putExtra("url", url)
                    .putExtra("session", session.id));
          }

          @Override
          public void updateDrawState(TextPaint p) {
            p.setColor(colour);
            p.setUnderlineText(false);
          }
        },
        at,
        at + length,
        Spanned.SPAN_EXCLUSIVE_EXCLUSIVE);
  }

  private void pressed() {
    if (!session.pending() && !Variant.is("press-after-failure")) {
      return;
    }
    if (session.checked) {
      proceed();
      return;
    }
    if (Engine.given(t.animation)) {
      layout.terms.startAnimation(
          AnimationUtils.loadAnimation(activity, session.engine.anim(t.animation)));
    }
    if (Engine.given(t.tip)) {
      Toast.makeText(activity, t.tip, Toast.LENGTH_SHORT).show();
    }
    if (!Engine.given(t.tip) && Variant.is("default-tip")) {
      Toast.makeText(activity, "请先阅读并勾选协议", Toast.LENGTH_SHORT).show();
    }
    if (t.boxListener != null) {
      t.boxListener.onLoginClick(activity, new JSONObject());
    }
    if (t.authListener != null) {
      t.authListener.onAuthLoginListener(
          activity,
          goOn -> {
            if (goOn) {
              new Handler(Looper.getMainLooper()).post(this::proceed);
            }
          });
    }
  }

  private void proceed() {
    if (session.press()) {
      if (t.clickListener != null) {
        t.clickListener.onLoginClickStart(activity, new JSONObject());
      }
    }
  }

  public void loading(boolean on) {
    if (on) {
      busyBefore = true;
    }
    layout.button.setEnabled(!on);
    if (Variant.is("loading-text") && layout.button instanceof TextView) {
      ((TextView) layout.button)
          .setText(
              on
                  ? t.language == 2 ? "Logging in…" : "登录中…"
                  : Texts.namesLogin(t.btnText) ? t.btnText : Texts.button(t.language));
    }
    progress.setTranslationY(Math.max(0, layout.button.getTop() - layout.dp(46)));
    progress.setVisibility(on ? View.VISIBLE : View.GONE);
  }
}
