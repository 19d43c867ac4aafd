package com.cmic.gen.sdk.view;

import android.graphics.Color;

/** The theme's wishes for the protected parts, as far as the guard lets them pass (PAG-23). */
final class GuardedTheme {
  /** Less than this cannot be read. */
  private static final int SMALLEST_TEXT = 10;

  /** Less than this cannot be hit or seen. */
  private static final int SMALLEST_BOX = 12;

  private static final int SMALLEST_BUTTON = 36;
  private static final int SMALLEST_BUTTON_WIDTH = 120;

  /** What of a part stays on the page. */
  private static final int LEAST_ON_PAGE = 48;

  /** Half of the number's width at its default size. */
  private static final int LEAST_BESIDE_MIDDLE = 110;

  private static final int NO_LIMIT = 10_000;

  final ThemeSettings theme;

  private final Dimensions dimensions;
  private final ThemeGuard guard;

  GuardedTheme(ThemeSettings theme, Dimensions dimensions, ThemeGuard guard) {
    this.theme = theme;
    this.dimensions = dimensions;
    this.guard = guard;
  }

  int numberColour() {
    return onPage(theme.numberColour, ThemeSettings.INK);
  }

  int termsTextColour() {
    return onPage(theme.termsTextColour, ThemeSettings.GREY);
  }

  int termsTitleColour() {
    return onPage(theme.termsTitleColour, ThemeSettings.BLUE);
  }

  int buttonTextColour() {
    // An image of the app's own may have any colour.
    boolean isOwnImage = theme.buttonImage != null && !theme.buttonImage.isEmpty();
    boolean isReadable = guard.isReadable(ThemeSettings.BLUE, theme.buttonTextColour);
    return isOwnImage || isReadable ? theme.buttonTextColour : Color.WHITE;
  }

  String buttonText(String otherwise) {
    boolean isLoginText = theme.buttonText != null && guard.isLoginText(theme.buttonText);
    return isLoginText ? theme.buttonText : otherwise;
  }

  int textSize(int size) {
    return guard.within(SMALLEST_TEXT, size, NO_LIMIT);
  }

  int boxSide(int side) {
    return guard.within(SMALLEST_BOX, side, NO_LIMIT);
  }

  int buttonHeight() {
    return guard.within(SMALLEST_BUTTON, theme.buttonHeight, NO_LIMIT);
  }

  int buttonWidth() {
    return guard.within(SMALLEST_BUTTON_WIDTH, theme.buttonWidth, NO_LIMIT);
  }

  /** A vertical offset from an edge. */
  int down(int offset) {
    return guard.within(0, offset, dimensions.height() - LEAST_ON_PAGE);
  }

  /** A horizontal offset from the middle. */
  int across(int offset) {
    int most = Math.max(0, dimensions.width() / 2 - LEAST_BESIDE_MIDDLE);
    return guard.within(-most, offset, most);
  }

  /** A margin: the two of a part leave it a third of the page. */
  int margin(int margin) {
    return guard.within(0, margin, dimensions.width() / 3);
  }

  private int onPage(int colour, int otherwise) {
    // The app's own content may lie behind the text, in colours that are not known here.
    boolean isOwnContent = theme.contentView != null || theme.contentLayout != ThemeSettings.UNSET;
    return isOwnContent || guard.isReadable(Color.WHITE, colour) ? colour : otherwise;
  }
}
