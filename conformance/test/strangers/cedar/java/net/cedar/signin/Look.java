package net.cedar.signin;

import android.content.Context;
import android.graphics.Color;

/** How the screen looks. Sizes are dp and sp. */
public final class Look implements Cloneable {
  /** Stands in the text of the terms for the operator's own. */
  public static final String OPERATOR = "$$运营商条款$$";

  /** The app asks for the consent itself. */
  public interface Asker {
    void ask(Context context, Answerer answerer);
  }

  public interface Answerer {
    void answer(boolean yes);
  }

  int language;
  boolean agreed;
  String hint;
  String terms;
  final String[] titles = new String[4];
  final String[] urls = new String[4];
  boolean marks = true;
  int numberColour = 0xff222222;
  int numberSize = 22;
  boolean numberBold;
  String button;
  int buttonColour = Color.WHITE;
  int buttonSize = 17;
  boolean buttonBold;
  boolean back = true;
  int width;
  int height;
  int x;
  int y;
  boolean bottom;
  Asker asker;
  String shake;
  String comes;
  String goes;
  String picture;

  public Look language(int value) {
    language = value;
    return this;
  }

  public Look agreed(boolean value) {
    agreed = value;
    return this;
  }

  public Look hint(String value) {
    hint = value;
    return this;
  }

  public Look terms(
      String text, String t1, String u1, String t2, String u2, String t3, String u3, String t4, String u4) {
    terms = text;
    String[] all = {t1, u1, t2, u2, t3, u3, t4, u4};
    for (int i = 0; i < 4; i++) {
      titles[i] = all[2 * i];
      urls[i] = all[2 * i + 1];
    }
    return this;
  }

  public Look marks(boolean value) {
    marks = value;
    return this;
  }

  /** 0 shows the marks, 1 does not. */
  public Look marks(int value) {
    marks = value == 0;
    return this;
  }

  public Look numberColour(int value) {
    numberColour = readable(value, Color.WHITE) ? value : 0xff222222;
    return this;
  }

  public Look numberSize(int value, boolean bold) {
    numberSize = Math.max(14, Math.min(value, 40));
    numberBold = bold;
    return this;
  }

  public Look button(String text) {
    String low = text == null ? "" : text.toLowerCase(java.util.Locale.ROOT);
    boolean says =
        low.contains("登录") || low.contains("登錄") || low.contains("登入") || low.contains("注册")
            || low.contains("註冊") || low.contains("log in") || low.contains("login") || low.contains("sign")
            || low.contains("register");
    button = says ? text : null;
    return this;
  }

  public Look button(String text, int colour, int size, boolean bold) {
    button(text);
    buttonColour(colour);
    buttonSize = Math.max(12, Math.min(size, 28));
    buttonBold = bold;
    return this;
  }

  public Look buttonColour(int value) {
    buttonColour = readable(value, Screen.BLUE) ? value : Color.WHITE;
    return this;
  }

  public Look back(boolean value) {
    back = value;
    return this;
  }

  public Look window(int width, int height) {
    this.width = width;
    this.height = height;
    return this;
  }

  public Look offset(int x, int y) {
    this.x = x;
    this.y = y;
    return this;
  }

  public Look bottom(int value) {
    bottom = value == 1;
    return this;
  }

  public Look asker(Asker value) {
    asker = value;
    return this;
  }

  public Look shake(String value) {
    shake = value;
    return this;
  }

  public Look comes(String in, String out) {
    comes = in;
    return this;
  }

  public Look goes(String in, String out) {
    goes = out;
    return this;
  }

  public Look picture(String value) {
    picture = value;
    return this;
  }

  Look copy() {
    try {
      return (Look) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** The first resource that is named and is none, or null. */
  String missing(Context context) {
    String[][] all = {{shake, "anim"}, {comes, "anim"}, {goes, "anim"}, {picture, "drawable"}};
    for (String[] one : all) {
      if (one[0] != null && !one[0].isEmpty() && id(context, one[0], one[1]) == 0) {
        return one[0];
      }
    }
    return null;
  }

  static int id(Context context, String name, String type) {
    return context.getResources().getIdentifier(name, type, context.getPackageName());
  }

  private static double light(int colour) {
    double[] parts = {Color.red(colour) / 255.0, Color.green(colour) / 255.0, Color.blue(colour) / 255.0};
    for (int i = 0; i < 3; i++) {
      parts[i] = parts[i] <= 0.03928 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  static boolean readable(int colour, int ground) {
    double a = light(colour);
    double b = light(ground);
    return Color.alpha(colour) == 255 && (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 2.5;
  }
}
