package com.cmic.gen.sdk.view;

import android.view.View;

/** Looks and habits of the login page; what is not set keeps its default. */
public final class GenAuthThemeConfig implements Cloneable {
  public static final String PLACEHOLDER = "$$运营商条款$$";
  public static final int UNSET = Integer.MIN_VALUE;

  public int statusColor = 0;
  public boolean statusLight;
  public int clauseLayout;
  public String clauseBack;
  public boolean fits = true;
  public int navTextSize = 17;
  public int navTextColor = 0xffffffff;
  public int navColor = 0xff0f6cc4;
  public int numberSize = 24;
  public boolean numberBold = true;
  public int numberColor = 0xff202020;
  public int numberX = 0;
  public int numberY = UNSET;
  public int numberYB = UNSET;
  public String btnText;
  public int btnColor = 0xffffffff;
  public int btnSize = 16;
  public boolean btnBold;
  public String btnImage;
  public int btnW = UNSET;
  public int btnH = UNSET;
  public int btnLeft = UNSET;
  public int btnRight = UNSET;
  public int btnY = UNSET;
  public int btnYB = UNSET;
  public GenLoginClickListener clickListener;
  public int termSize = 12;
  public int termColor = 0xff555555;
  public int titleColor = 0xff0f6cc4;
  public boolean termCentred;
  public boolean termGravity;
  public String checkedImg;
  public String uncheckedImg;
  public int boxW = UNSET;
  public int boxH = UNSET;
  public int termLeft = UNSET;
  public int termRight = UNSET;
  public int termY = UNSET;
  public int termYB = UNSET;
  public boolean checked;
  public boolean marks = true;
  public int boxLocation;
  public GenCheckBoxListener boxListener;
  public GenCheckedChangeListener changeListener;
  public GenBackPressedListener backListener;
  public GenAuthLoginListener authListener;
  public boolean dom;
  public String animation;
  public String tip;
  public String inEnter;
  public String inLeave;
  public String outEnter;
  public String outLeave;
  public int winW;
  public int winH;
  public int winX;
  public int winY;
  public int winBottom;
  public int themeId = -1;
  public boolean back = true;
  public int language;
  public View contentView;
  public int contentLayout;
  public String termText;
  public String[] titles = new String[0];
  public String[] urls = new String[0];

  private GenAuthThemeConfig() {}

  private GenAuthThemeConfig copy() {
    try {
      return (GenAuthThemeConfig) clone();
    } catch (CloneNotSupportedException error) {
      throw new AssertionError(error);
    }
  }

  public static final class Builder {
    private final GenAuthThemeConfig c = com.lotus.onekey.Variant.is("sticky-theme") ? STICKY : new GenAuthThemeConfig();

    public GenAuthThemeConfig build() {
      return c.copy();
    }

    public Builder setStatusBar(int statusColor, boolean statusLight) {
      c.statusColor = statusColor;
      c.statusLight = statusLight;
      return this;
    }

    public Builder setClauseLayoutResID(int clauseLayout, String clauseBack) {
      c.clauseLayout = clauseLayout;
      c.clauseBack = clauseBack;
      return this;
    }

    public Builder setFitsSystemWindows(boolean fits) {
      c.fits = fits;
      return this;
    }

    public Builder setNavTextSize(int navTextSize) {
      c.navTextSize = navTextSize;
      return this;
    }

    public Builder setNavTextColor(int navTextColor) {
      c.navTextColor = navTextColor;
      return this;
    }

    public Builder setNavColor(int navColor) {
      c.navColor = navColor;
      return this;
    }

    public Builder setNumberSize(int numberSize, boolean numberBold) {
      c.numberSize = numberSize;
      c.numberBold = numberBold;
      return this;
    }

    public Builder setNumberColor(int numberColor) {
      c.numberColor = numberColor;
      return this;
    }

    public Builder setNumberOffsetX(int numberX) {
      c.numberX = numberX;
      return this;
    }

    public Builder setNumFieldOffsetY(int numberY) {
      c.numberY = numberY;
      return this;
    }

    public Builder setNumFieldOffsetY_B(int numberYB) {
      c.numberYB = numberYB;
      return this;
    }

    public Builder setLogBtnText(String btnText) {
      c.btnText = btnText;
      return this;
    }

    public Builder setLogBtnText(String btnText, int btnColor, int btnSize, boolean btnBold) {
      c.btnText = btnText;
      c.btnColor = btnColor;
      c.btnSize = btnSize;
      c.btnBold = btnBold;
      return this;
    }

    public Builder setLogBtnTextColor(int btnColor) {
      c.btnColor = btnColor;
      return this;
    }

    public Builder setLogBtnImgPath(String btnImage) {
      c.btnImage = btnImage;
      return this;
    }

    public Builder setLogBtn(int btnW, int btnH) {
      c.btnW = btnW;
      c.btnH = btnH;
      return this;
    }

    public Builder setLogBtnMargin(int btnLeft, int btnRight) {
      c.btnLeft = btnLeft;
      c.btnRight = btnRight;
      return this;
    }

    public Builder setLogBtnOffsetY(int btnY) {
      c.btnY = btnY;
      return this;
    }

    public Builder setLogBtnOffsetY_B(int btnYB) {
      c.btnYB = btnYB;
      return this;
    }

    public Builder setLogBtnClickListener(GenLoginClickListener clickListener) {
      c.clickListener = clickListener;
      return this;
    }

    public Builder setPrivacyText(int termSize, int termColor, int titleColor, boolean termCentred, boolean termGravity) {
      c.termSize = termSize;
      c.termColor = termColor;
      c.titleColor = titleColor;
      c.termCentred = termCentred;
      c.termGravity = termGravity;
      return this;
    }

    public Builder setClauseColor(int termColor, int titleColor) {
      c.termColor = termColor;
      c.titleColor = titleColor;
      return this;
    }

    public Builder setCheckBoxImgPath(String checkedImg, String uncheckedImg, int boxW, int boxH) {
      c.checkedImg = checkedImg;
      c.uncheckedImg = uncheckedImg;
      c.boxW = boxW;
      c.boxH = boxH;
      return this;
    }

    public Builder setCheckedImgPath(String checkedImg) {
      c.checkedImg = checkedImg;
      return this;
    }

    public Builder setUncheckedImgPath(String uncheckedImg) {
      c.uncheckedImg = uncheckedImg;
      return this;
    }

    public Builder setPrivacyMargin(int termLeft, int termRight) {
      c.termLeft = termLeft;
      c.termRight = termRight;
      return this;
    }

    public Builder setPrivacyOffsetY(int termY) {
      c.termY = termY;
      return this;
    }

    public Builder setPrivacyOffsetY_B(int termYB) {
      c.termYB = termYB;
      return this;
    }

    public Builder setPrivacyState(boolean checked) {
      c.checked = checked;
      return this;
    }

    public Builder setPrivacyBookSymbol(boolean marks) {
      c.marks = marks;
      return this;
    }

    public Builder setCheckBoxLocation(int boxLocation) {
      c.boxLocation = boxLocation;
      return this;
    }

    public Builder setGenCheckBoxListener(GenCheckBoxListener boxListener) {
      c.boxListener = boxListener;
      return this;
    }

    public Builder setGenCheckedChangeListener(GenCheckedChangeListener changeListener) {
      c.changeListener = changeListener;
      return this;
    }

    public Builder setGenBackPressedListener(GenBackPressedListener backListener) {
      c.backListener = backListener;
      return this;
    }

    public Builder setGenAuthLoginListener(GenAuthLoginListener authListener) {
      c.authListener = authListener;
      return this;
    }

    public Builder setWebDomStorage(boolean dom) {
      c.dom = dom;
      return this;
    }

    public Builder setPrivacyAnimation(String animation) {
      c.animation = animation;
      return this;
    }

    public Builder setCheckTipText(String tip) {
      c.tip = tip;
      return this;
    }

    public Builder setAuthPageActIn(String inEnter, String inLeave) {
      c.inEnter = inEnter;
      c.inLeave = inLeave;
      return this;
    }

    public Builder setAuthPageActOut(String outEnter, String outLeave) {
      c.outEnter = outEnter;
      c.outLeave = outLeave;
      return this;
    }

    public Builder setAuthPageWindowMode(int winW, int winH) {
      c.winW = winW;
      c.winH = winH;
      return this;
    }

    public Builder setAuthPageWindowOffset(int winX, int winY) {
      c.winX = winX;
      c.winY = winY;
      return this;
    }

    public Builder setWindowBottom(int winBottom) {
      c.winBottom = winBottom;
      return this;
    }

    public Builder setThemeId(int themeId) {
      c.themeId = themeId;
      return this;
    }

    public Builder setBackButton(boolean back) {
      c.back = back;
      return this;
    }

    public Builder setAppLanguageType(int language) {
      c.language = language;
      return this;
    }

    public Builder setAuthContentView(View view) {
      c.contentView = view;
      c.contentLayout = 0;
      return this;
    }

    public Builder setAuthLayoutResID(int id) {
      c.contentLayout = id;
      c.contentView = null;
      return this;
    }

    public Builder setPrivacyBookSymbol(int mode) {
      c.marks = mode == 0;
      return this;
    }

    public Builder setWebDomStorage(int mode) {
      c.dom = mode == 1;
      return this;
    }

    public Builder setPrivacyAlignment(
        String text, String title1, String url1, String title2, String url2, String title3,
        String url3, String title4, String url4) {
      c.termText = text;
      c.titles = new String[] {title1, title2, title3, title4};
      c.urls = new String[] {url1, url2, url3, url4};
      return this;
    }
  }

  private static final GenAuthThemeConfig STICKY = new GenAuthThemeConfig();
}
