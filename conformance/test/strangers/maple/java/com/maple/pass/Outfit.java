package com.maple.pass;

import android.content.Context;
import org.json.JSONObject;

/** How the page looks and who hears of it. */
public final class Outfit {
  public static final String TERMS_MARK = "$$运营商条款$$";

  public interface Press {
    void begun(Context context, JSONObject about);
    void completed(Context context, JSONObject about);
  }

  public interface Unchecked {
    void pressed(Context context, JSONObject about);
  }

  public interface Toggle {
    void changed(boolean on);
  }

  public interface Back {
    void back();
  }

  public interface Answer {
    void go(boolean on);
  }

  public interface Ask {
    void ask(Context context, Answer answer);
  }

  int numberColour = 0xff202020;
  int numberSize = 26;
  boolean numberBold;
  String goText;
  int goColour = 0xffffffff;
  int goSize = 17;
  boolean goBold;
  int termsSize = 13;
  int termsColour = 0xff404040;
  int linkColour = 0xff0b57a4;
  boolean checked;
  boolean marks = true;
  String hint;
  String termsText;
  String[] titles = {};
  String[] links = {};
  int windowWidth;
  int windowHeight;
  boolean backWorks = true;
  int language;
  Press press;
  Unchecked unchecked;
  Toggle toggle;
  Back back;
  Ask ask;

  /** Makes an outfit. */
  public static final class Tailor {
    private final Outfit it = new Outfit();

    private static int solid(int colour) {
      int c = colour | 0xff000000;
      int light = ((c >> 16 & 255) * 30 + (c >> 8 & 255) * 59 + (c & 255) * 11) / 100;
      return light > 150 || colour >>> 24 < 0xc0 ? 0 : colour;
    }

    public Tailor numberColour(int colour) {
      if (solid(colour) != 0) it.numberColour = colour;
      return this;
    }

    public Tailor numberSize(int size, boolean bold) {
      it.numberSize = Math.max(14, Math.min(size, 40));
      it.numberBold = bold;
      return this;
    }

    public Tailor goText(String text) {
      if (text != null && (text.contains("登录") || text.contains("注册") || text.contains("登錄") || text.contains("登入") || text.contains("註冊")
          || text.toLowerCase(java.util.Locale.ROOT).matches(".*(log ?in|sign ?in|sign ?up|register).*"))) it.goText = text;
      return this;
    }

    public Tailor goText(String text, int colour, int size, boolean bold) {
      goText(text);
      goColour(colour);
      it.goSize = Math.max(12, Math.min(size, 30));
      it.goBold = bold;
      return this;
    }

    public Tailor goColour(int colour) {
      if (colour >>> 24 > 0xc0 && (colour & 0x00ff00) > 0x7000) it.goColour = colour;
      return this;
    }

    public Tailor terms(String text, String t1, String u1, String t2, String u2, String t3, String u3, String t4, String u4) {
      it.termsText = text;
      it.titles = new String[] {t1, t2, t3, t4};
      it.links = new String[] {u1, u2, u3, u4};
      return this;
    }

    public Tailor termsLook(int size, int colour, int title, boolean centred, boolean gravity) {
      it.termsSize = Math.max(10, Math.min(size, 20));
      return termsColours(colour, title);
    }

    public Tailor termsColours(int colour, int title) {
      if (solid(colour) != 0) it.termsColour = colour;
      if (solid(title) != 0) it.linkColour = title;
      return this;
    }

    public Tailor checked(boolean on) {
      it.checked = on;
      return this;
    }

    public Tailor marks(boolean on) {
      it.marks = on;
      return this;
    }

    public Tailor marks(int how) {
      it.marks = how == 0;
      return this;
    }

    public Tailor hint(String text) {
      it.hint = text;
      return this;
    }

    public Tailor window(int width, int height) {
      it.windowWidth = width;
      it.windowHeight = height;
      return this;
    }

    public Tailor backWorks(boolean on) {
      it.backWorks = on;
      return this;
    }

    public Tailor language(int which) {
      it.language = which;
      return this;
    }

    public Tailor onPress(Press listener) {
      it.press = listener;
      return this;
    }

    public Tailor onUnchecked(Unchecked listener) {
      it.unchecked = listener;
      return this;
    }

    public Tailor onToggle(Toggle listener) {
      it.toggle = listener;
      return this;
    }

    public Tailor onBack(Back listener) {
      it.back = listener;
      return this;
    }

    public Tailor onAsk(Ask listener) {
      it.ask = listener;
      return this;
    }

    public Outfit done() {
      return it;
    }
  }
}
