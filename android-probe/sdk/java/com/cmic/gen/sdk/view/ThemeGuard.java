package com.cmic.gen.sdk.view;

import android.graphics.Color;
import java.util.regex.Pattern;

/** What a theme may not do to number, login button and operator's terms (PAG-23). */
public interface ThemeGuard {
  /** Contrast (WCAG) below which text is taken for painted out. */
  double LEAST_CONTRAST = 1.5;

  /** Alpha below which text is taken for hidden. */
  int LEAST_ALPHA = 128;

  Pattern LOGIN_WORDS =
      Pattern.compile("登录|注册|登錄|註冊|log ?in|sign ?in|sign ?up|register", Pattern.CASE_INSENSITIVE);

  /** Text of this colour can be read on that background. */
  default boolean isReadable(int background, int colour) {
    double a = luminance(background) + 0.05;
    double b = luminance(colour) + 0.05;
    boolean hasContrast = Math.max(a, b) / Math.min(a, b) >= LEAST_CONTRAST;
    return hasContrast && Color.alpha(colour) >= LEAST_ALPHA;
  }

  /** The text of the button speaks of login or sign-up. */
  default boolean isLoginText(String text) {
    return LOGIN_WORDS.matcher(text).find();
  }

  /** An offset, margin or size, limited so that the part stays on the page and visible. */
  default int within(int least, int value, int most) {
    return Math.max(least, Math.min(value, Math.max(least, most)));
  }

  static double luminance(int colour) {
    return 0.2126 * linear(Color.red(colour))
        + 0.7152 * linear(Color.green(colour))
        + 0.0722 * linear(Color.blue(colour));
  }

  static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
