package com.cmic.gen.sdk.view;

import android.view.View;

/** How the page looks (guide 2.5.2); made by its Builder, fixed from then on. */
public final class GenAuthThemeConfig {
  /** Stands in the terms' text for the operator's own terms. */
  public static final String PLACEHOLDER = "$$运营商条款$$";

  private final ThemeSettings settings;

  private GenAuthThemeConfig(ThemeSettings settings) {
    this.settings = settings;
  }

  ThemeSettings settings() {
    return settings;
  }

  /**
   * The methods in the order of docs/sdk-api.md §4: sizes dp, text sizes sp, colours ARGB, resources
   * by name.
   */
  public static final class Builder {
    private final ThemeSettings settings = new ThemeSettings();

    /** Dark text where the bar is light. */
    public Builder setStatusBar(int colour, boolean lightColour) {
      settings.statusBarColour = colour;
      settings.hasDarkStatusText = lightColour;
      return this;
    }

    /** The later of this and setAuthLayoutResID wins. */
    public Builder setAuthContentView(View view) {
      settings.contentView = view;
      settings.contentLayout = ThemeSettings.UNSET;
      return this;
    }

    public Builder setAuthLayoutResID(int layout) {
      settings.contentLayout = layout;
      settings.contentView = null;
      return this;
    }

    /** `backViewName`: id name of the view that goes back. */
    public Builder setClauseLayoutResID(int layout, String backViewName) {
      settings.clauseLayout = layout;
      settings.clauseBackName = backViewName;
      return this;
    }

    public Builder setFitsSystemWindows(boolean fits) {
      settings.fitsSystemWindows = fits;
      return this;
    }

    public Builder setNavTextSize(int size) {
      settings.navTextSize = size;
      return this;
    }

    public Builder setNavTextColor(int colour) {
      settings.navTextColour = colour;
      return this;
    }

    public Builder setNavColor(int colour) {
      settings.navColour = colour;
      return this;
    }

    public Builder setNumberSize(int size, boolean isBold) {
      settings.numberSize = size;
      settings.isNumberBold = isBold;
      return this;
    }

    public Builder setNumberColor(int colour) {
      settings.numberColour = colour;
      return this;
    }

    public Builder setNumberOffsetX(int offset) {
      settings.numberOffsetX = offset;
      return this;
    }

    /** From the status bar's lower edge. */
    public Builder setNumFieldOffsetY(int offset) {
      settings.numberOffsetTop = offset;
      return this;
    }

    /** From the bottom. */
    public Builder setNumFieldOffsetY_B(int offset) {
      settings.numberOffsetBottom = offset;
      return this;
    }

    public Builder setLogBtnText(String text) {
      settings.buttonText = text;
      return this;
    }

    public Builder setLogBtnText(String text, int colour, int size, boolean isBold) {
      settings.buttonText = text;
      settings.buttonTextColour = colour;
      settings.buttonTextSize = size;
      settings.isButtonTextBold = isBold;
      return this;
    }

    public Builder setLogBtnTextColor(int colour) {
      settings.buttonTextColour = colour;
      return this;
    }

    public Builder setLogBtnImgPath(String drawableName) {
      settings.buttonImage = drawableName;
      return this;
    }

    public Builder setLogBtn(int width, int height) {
      settings.buttonWidth = width;
      settings.buttonHeight = height;
      return this;
    }

    public Builder setLogBtnMargin(int left, int right) {
      settings.buttonMarginLeft = left;
      settings.buttonMarginRight = right;
      return this;
    }

    public Builder setLogBtnOffsetY(int offset) {
      settings.buttonOffsetTop = offset;
      return this;
    }

    public Builder setLogBtnOffsetY_B(int offset) {
      settings.buttonOffsetBottom = offset;
      return this;
    }

    public Builder setLogBtnClickListener(GenLoginClickListener listener) {
      settings.clickListener = listener;
      return this;
    }

    /** `text` holds PLACEHOLDER; titles that are empty are left out. */
    public Builder setPrivacyAlignment(
        String text,
        String title1,
        String url1,
        String title2,
        String url2,
        String title3,
        String url3,
        String title4,
        String url4) {
      settings.termsText = text;
      settings.termTitles = new String[] {title1, title2, title3, title4};
      settings.termUrls = new String[] {url1, url2, url3, url4};
      return this;
    }

    /** The last argument's meaning is not public: read here as the gravity of the text itself. */
    public Builder setPrivacyText(
        int size, int textColour, int titleColour, boolean isCentred, boolean isTextCentred) {
      settings.termsSize = size;
      settings.termsTextColour = textColour;
      settings.termsTitleColour = titleColour;
      settings.areTermsCentred = isCentred || isTextCentred;
      return this;
    }

    public Builder setClauseColor(int textColour, int titleColour) {
      settings.termsTextColour = textColour;
      settings.termsTitleColour = titleColour;
      return this;
    }

    public Builder setCheckBoxImgPath(String checked, String unchecked, int width, int height) {
      settings.checkedImage = checked;
      settings.uncheckedImage = unchecked;
      settings.checkBoxWidth = width;
      settings.checkBoxHeight = height;
      return this;
    }

    public Builder setCheckedImgPath(String drawableName) {
      settings.checkedImage = drawableName;
      return this;
    }

    public Builder setUncheckedImgPath(String drawableName) {
      settings.uncheckedImage = drawableName;
      return this;
    }

    public Builder setPrivacyMargin(int left, int right) {
      settings.termsMarginLeft = left;
      settings.termsMarginRight = right;
      return this;
    }

    public Builder setPrivacyOffsetY(int offset) {
      settings.termsOffsetTop = offset;
      return this;
    }

    public Builder setPrivacyOffsetY_B(int offset) {
      settings.termsOffsetBottom = offset;
      return this;
    }

    public Builder setPrivacyState(boolean isChecked) {
      settings.isChecked = isChecked;
      return this;
    }

    public Builder setPrivacyBookSymbol(boolean isShown) {
      settings.hasBookSymbol = isShown;
      return this;
    }

    /** 0 shows the marks, 1 hides them. */
    public Builder setPrivacyBookSymbol(int hidden) {
      settings.hasBookSymbol = hidden == 0;
      return this;
    }

    /** 0 top, 1 centre. */
    public Builder setCheckBoxLocation(int location) {
      settings.isCheckBoxCentred = location == 1;
      return this;
    }

    public Builder setGenCheckBoxListener(GenCheckBoxListener listener) {
      settings.checkBoxListener = listener;
      return this;
    }

    public Builder setGenCheckedChangeListener(GenCheckedChangeListener listener) {
      settings.checkedChangeListener = listener;
      return this;
    }

    public Builder setGenBackPressedListener(GenBackPressedListener listener) {
      settings.backPressedListener = listener;
      return this;
    }

    public Builder setGenAuthLoginListener(GenAuthLoginListener listener) {
      settings.authLoginListener = listener;
      return this;
    }

    public Builder setWebDomStorage(boolean isOn) {
      settings.hasDomStorage = isOn;
      return this;
    }

    /** 0 off, 1 on. */
    public Builder setWebDomStorage(int on) {
      settings.hasDomStorage = on == 1;
      return this;
    }

    public Builder setPrivacyAnimation(String animationName) {
      settings.termsAnimation = animationName;
      return this;
    }

    public Builder setCheckTipText(String text) {
      settings.checkTip = text;
      return this;
    }

    /** Names of animations; `leaving` is the caller's own page, which the system moves. */
    public Builder setAuthPageActIn(String entering, String leaving) {
      settings.enterAnimation = entering;
      return this;
    }

    public Builder setAuthPageActOut(String entering, String leaving) {
      settings.leaveAnimation = leaving;
      return this;
    }

    /** 0, 0: full screen. */
    public Builder setAuthPageWindowMode(int width, int height) {
      settings.windowWidth = width;
      settings.windowHeight = height;
      return this;
    }

    public Builder setAuthPageWindowOffset(int x, int y) {
      settings.windowOffsetX = x;
      settings.windowOffsetY = y;
      return this;
    }

    /** 0 centre, 1 bottom. */
    public Builder setWindowBottom(int position) {
      settings.isWindowAtBottom = position == 1;
      return this;
    }

    /** -1: none. */
    public Builder setThemeId(int style) {
      settings.themeId = style;
      return this;
    }

    /** Window mode only. */
    public Builder setBackButton(boolean isObeyed) {
      settings.hasBackButton = isObeyed;
      return this;
    }

    /** 0 simplified Chinese, 1 traditional Chinese, 2 English. */
    public Builder setAppLanguageType(int type) {
      settings.language = type;
      return this;
    }

    public GenAuthThemeConfig build() {
      return new GenAuthThemeConfig(settings.copy());
    }
  }
}
