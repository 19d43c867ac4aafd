package cn.birch.onetap;
import android.content.Context;
import android.view.View;
/** How the page looks. */
public final class BirchLook implements Cloneable {
  public static final String OPERATOR_TERMS = "$$运营商条款$$";
  Integer bar; boolean barDarkText; View content; int contentLayout; int termsBar; String termsBarBack; boolean fit = true;
  int navSize = 18, navTextColor = 0xff222222, navColor = 0xffeeeeee;
  int numberSize = 28; boolean numberBold; int numberColor = 0xff111111, numberX; Integer numberTop, numberBottom;
  String buttonText; int buttonTextColor = 0xffffffff, buttonTextSize = 17; boolean buttonBold; String buttonImage; int buttonWidth, buttonHeight; int[] buttonMargin; Integer buttonTop, buttonBottom; BirchPress press;
  String terms; String[] titles = new String[4], urls = new String[4]; int termsSize = 12, termsColor = 0xff555555, linkColor = 0xff00695c; boolean termsCentred;
  String boxOn, boxOff; int boxWidth = 20, boxHeight = 20; int[] termsMargin; Integer termsTop, termsBottom; boolean checked, marks = true; int boxPlace;
  BirchUnchecked unchecked; BirchChecked onChecked; BirchBack back; BirchAsk ask; boolean dom; String shake, tip; String[] in, out;
  int width, height, x, y; boolean bottom; int style = -1; boolean backButton = true; int language;

  BirchLook over(BirchLook old) {
    try {
      BirchLook d = new BirchLook(), r = (BirchLook) old.clone();
      for (java.lang.reflect.Field f : BirchLook.class.getDeclaredFields()) {
        if (java.lang.reflect.Modifier.isStatic(f.getModifiers())) continue;
        Object v = f.get(this), w = f.get(d);
        if (v instanceof Object[] || v instanceof int[] || !java.util.Objects.equals(v, w)) f.set(r, v);
      }
      return r;
    } catch (Exception e) { return this; }
  }
  String missing(Context c) {
    for (String n : new String[] {buttonImage, boxOn, boxOff}) if (n != null && !n.isEmpty() && drawable(c, n) == 0) return n;
    for (String n : new String[] {shake, in == null ? null : in[0], in == null ? null : in[1], out == null ? null : out[0], out == null ? null : out[1]}) if (n != null && !n.isEmpty() && anim(c, n) == 0) return n;
    for (int l : new int[] {contentLayout, termsBar}) if (l != 0) try { c.getResources().getLayout(l).close(); } catch (RuntimeException e) { return "layout " + l; }
    return null;
  }
  static int drawable(Context c, String n) { int i = c.getResources().getIdentifier(n, "drawable", c.getPackageName()); return i != 0 ? i : c.getResources().getIdentifier(n, "mipmap", c.getPackageName()); }
  static int anim(Context c, String n) { return n == null || n.isEmpty() ? 0 : c.getResources().getIdentifier(n, "anim", c.getPackageName()); }

  public static final class Builder {
    private final BirchLook l = new BirchLook();
    public BirchLook done() { try { return (BirchLook) l.clone(); } catch (CloneNotSupportedException e) { throw new IllegalStateException(e); } }
    public Builder bar(int color, boolean darkText) { l.bar = color; l.barDarkText = V.on("theme-bar-light-inverted") != darkText; return this; }
    public Builder content(View v) { l.content = v; l.contentLayout = 0; return this; }
    public Builder contentLayout(int id) { l.contentLayout = id; if (!V.on("theme-view-wins")) l.content = null; return this; }
    public Builder termsBar(int layout, String back) { l.termsBar = layout; l.termsBarBack = back; return this; }
    public Builder fit(boolean b) { l.fit = b; return this; }
    public Builder navSize(int s) { if (!V.on("theme-nav-size-ignored")) l.navSize = s; return this; }
    public Builder navTextColor(int s) { l.navTextColor = s; return this; }
    public Builder navColor(int s) { l.navColor = s; return this; }
    public Builder numberSize(int s, boolean bold) { l.numberSize = s; l.numberBold = bold; return this; }
    public Builder numberColor(int s) { l.numberColor = s; return this; }
    public Builder numberX(int s) { l.numberX = s; return this; }
    public Builder numberTop(int s) { l.numberTop = s; l.numberBottom = null; return this; }
    public Builder numberBottom(int s) { l.numberBottom = s; return this; }
    public Builder buttonText(String t) { l.buttonText = t; return this; }
    public Builder buttonText(String t, int color, int size, boolean bold) { l.buttonText = t; l.buttonTextColor = color; l.buttonTextSize = size; l.buttonBold = bold; return this; }
    public Builder buttonTextColor(int s) { l.buttonTextColor = s; return this; }
    public Builder buttonImage(String s) { l.buttonImage = s; return this; }
    public Builder buttonSize(int w, int h) { l.buttonWidth = w; l.buttonHeight = h; return this; }
    public Builder buttonMargin(int a, int b) { l.buttonMargin = new int[] {a, b}; return this; }
    public Builder buttonTop(int s) { l.buttonTop = s; l.buttonBottom = null; return this; }
    public Builder buttonBottom(int s) { l.buttonBottom = s; return this; }
    public Builder onPress(BirchPress p) { l.press = p; return this; }
    public Builder terms(String text, String t1, String u1, String t2, String u2, String t3, String u3, String t4, String u4) {
      l.terms = text; l.titles = new String[] {t1, t2, t3, t4}; l.urls = new String[] {u1, u2, u3, u4};
      if (V.on("theme-fourth-term-lost")) l.titles[3] = "";
      return this;
    }
    public Builder termsText(int size, int color, int link, boolean centred, boolean more) { l.termsSize = size; l.termsColor = color; l.linkColor = link; l.termsCentred = centred; return this; }
    public Builder termsColor(int color, int link) { l.termsColor = color; l.linkColor = link; return this; }
    public Builder boxImages(String on, String off, int w, int h) { l.boxOn = on; l.boxOff = off; l.boxWidth = w; l.boxHeight = h; return this; }
    public Builder boxChecked(String s) { l.boxOn = s; return this; }
    public Builder boxUnchecked(String s) { l.boxOff = s; return this; }
    public Builder termsMargin(int a, int b) { l.termsMargin = new int[] {a, b}; return this; }
    public Builder termsTop(int s) { l.termsTop = s; l.termsBottom = null; return this; }
    public Builder termsBottom(int s) { l.termsBottom = s; return this; }
    public Builder checked(boolean b) { l.checked = b; return this; }
    public Builder marks(boolean b) { l.marks = b; return this; }
    public Builder marks(int n) { l.marks = V.on("theme-marks-int-inverted") ? n == 1 : n == 0; return this; }
    public Builder boxPlace(int n) { l.boxPlace = n; return this; }
    public Builder onUnchecked(BirchUnchecked p) { l.unchecked = p; return this; }
    public Builder onChecked(BirchChecked p) { l.onChecked = p; return this; }
    public Builder onBack(BirchBack p) { l.back = p; return this; }
    public Builder onAsk(BirchAsk p) { l.ask = p; return this; }
    public Builder dom(boolean b) { l.dom = b; return this; }
    public Builder dom(int n) { l.dom = V.on("theme-dom-int-inverted") ? n == 0 : n == 1; return this; }
    public Builder shake(String s) { l.shake = s; return this; }
    public Builder tip(String s) { l.tip = s; return this; }
    public Builder animIn(String a, String b) { l.in = new String[] {a, b}; return this; }
    public Builder animOut(String a, String b) { l.out = V.on("theme-anim-out-swapped") ? new String[] {b, a} : new String[] {a, b}; return this; }
    public Builder window(int w, int h) { l.width = w; l.height = h; return this; }
    public Builder windowOffset(int x, int y) { l.x = x; l.y = y; return this; }
    public Builder windowBottom(int n) { l.bottom = n == 1; return this; }
    public Builder style(int s) { l.style = s; return this; }
    public Builder backButton(boolean b) { l.backButton = b; return this; }
    public Builder language(int n) { l.language = n; return this; }
  }
}
