package com.cmic.gen.sdk.view;

import android.content.res.Configuration;
import android.content.res.Resources;

/**
 * The page's size, and where its parts stand unless the theme says otherwise. All dp from the
 * status bar's edge.
 */
final class Dimensions {
  static final int TITLE_BAR = 48;
  static final int LOGO = 72;

  /** Below it (landscape, small windows) the page is laid out tightly, without a logo. */
  private static final int TALL = 480;

  static final int BUTTON_WHERE_WIDE = 340;
  private static final int WIDE = 480;

  private final float density;
  private final int height;
  private final int width;

  Dimensions(Resources resources, ThemeSettings theme) {
    density = resources.getDisplayMetrics().density;
    Configuration configuration = resources.getConfiguration();
    height = theme.isWindow() ? theme.windowHeight : configuration.screenHeightDp;
    width = theme.isWindow() ? theme.windowWidth : configuration.screenWidthDp;
  }

  int pixels(int dp) {
    return Math.round(dp * density);
  }

  boolean hasLogo() {
    return height >= TALL;
  }

  int logoTop() {
    return TITLE_BAR + height / 12;
  }

  int numberTop() {
    return hasLogo() ? logoTop() + LOGO + 28 : TITLE_BAR + tightGap();
  }

  int buttonTop() {
    return hasLogo() ? numberTop() + 104 : numberTop() + 72 + tightGap() / 2;
  }

  /** Landscape and tablets: a button from margin to margin would be too long. */
  boolean isWide() {
    return width > WIDE;
  }

  int termsBottom() {
    return hasLogo() ? 28 : 10;
  }

  private int tightGap() {
    return Math.max(4, (height - 300) / 4);
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }
}
