package com.cmic.gen.sdk.view;

/** What a login page is about. */
public final class PageContent {
  public final GenAuthThemeConfig theme;

  /** 154****0001. */
  public final String maskedNumber;

  /** The subscriber's own, as the guide numbers them (4.1). */
  public final String operatorType;

  public PageContent(GenAuthThemeConfig theme, String maskedNumber, String operatorType) {
    this.theme = theme;
    this.maskedNumber = maskedNumber;
    this.operatorType = operatorType;
  }
}
