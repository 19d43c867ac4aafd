package com.cmic.gen.sdk.view;

import android.graphics.Color;
import android.view.View;

/**
 * What the Builder was given. Everything else has the default here (PAG-22). Sizes are dp and sp.
 */
final class ThemeSettings implements Cloneable {
  /** Left to the page. */
  static final int UNSET = Integer.MIN_VALUE;

  static final int INK = 0xFF1D2129;
  static final int GREY = 0xFF86909C;
  static final int BLUE = 0xFF1668DC;

  int statusBarColour = Color.WHITE;
  boolean hasDarkStatusText = true;
  View contentView;
  int contentLayout = UNSET;
  int clauseLayout = UNSET;
  String clauseBackName = "";
  boolean fitsSystemWindows = true;

  int navTextSize = 17;
  int navTextColour = INK;
  int navColour = Color.WHITE;

  int numberSize = 28;
  boolean isNumberBold = true;
  int numberColour = INK;
  int numberOffsetX;
  int numberOffsetTop = UNSET;
  int numberOffsetBottom = UNSET;

  /** Null: the language's own. */
  String buttonText;

  int buttonTextColour = Color.WHITE;
  int buttonTextSize = 16;
  boolean isButtonTextBold;
  String buttonImage = "";
  int buttonWidth = UNSET;
  int buttonHeight = 48;
  int buttonMarginLeft = 32;
  int buttonMarginRight = 32;
  int buttonOffsetTop = UNSET;
  int buttonOffsetBottom = UNSET;
  GenLoginClickListener clickListener;

  /** Null: the language's own. */
  String termsText;

  String[] termTitles = new String[0];
  String[] termUrls = new String[0];
  int termsSize = 12;
  int termsTextColour = GREY;
  int termsTitleColour = BLUE;
  boolean areTermsCentred;
  boolean hasBookSymbol = true;
  int termsMarginLeft = 32;
  int termsMarginRight = 32;
  int termsOffsetTop = UNSET;
  int termsOffsetBottom = UNSET;
  String checkedImage = "gen_login_checked";
  String uncheckedImage = "gen_login_unchecked";
  int checkBoxWidth = 18;
  int checkBoxHeight = 18;
  boolean isCheckBoxCentred;
  boolean isChecked;
  String termsAnimation = "";
  String checkTip = "";
  boolean hasDomStorage;

  String enterAnimation = "";
  String leaveAnimation = "";

  int windowWidth;
  int windowHeight;
  int windowOffsetX;
  int windowOffsetY;
  boolean isWindowAtBottom;
  int themeId = -1;
  boolean hasBackButton = true;
  int language;

  GenCheckBoxListener checkBoxListener;
  GenCheckedChangeListener checkedChangeListener;
  GenBackPressedListener backPressedListener;
  GenAuthLoginListener authLoginListener;

  boolean isWindow() {
    return windowWidth > 0 && windowHeight > 0;
  }

  ThemeSettings copy() {
    try {
      return (ThemeSettings) clone();
    } catch (CloneNotSupportedException error) {
      throw new IllegalStateException("this class is Cloneable", error);
    }
  }
}
