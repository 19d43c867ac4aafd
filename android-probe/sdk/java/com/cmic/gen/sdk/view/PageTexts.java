package com.cmic.gen.sdk.view;

/** The page's own words by language (PAG-10); the operator's terms stay in simplified Chinese. */
final class PageTexts {
  private static final PageTexts SIMPLIFIED =
      new PageTexts("登录", "本机号码一键登录", "我已阅读并同意", "并使用本机号码登录", "、", "提供认证服务", "返回");
  private static final PageTexts TRADITIONAL =
      new PageTexts("登錄", "本機號碼一鍵登錄", "我已閱讀並同意", "並使用本機號碼登錄", "、", "提供認證服務", "返回");
  private static final PageTexts ENGLISH =
      new PageTexts(
          "Log in",
          "Log in with this number",
          "I have read and agree to ",
          " and log in with this number",
          ", ",
          " provides the authentication",
          "Back");
  private static final PageTexts[] BY_TYPE = {SIMPLIFIED, TRADITIONAL, ENGLISH};

  final String title;
  final String button;
  final String termsBefore;
  final String termsAfter;
  final String separator;
  final String sloganAfter;
  final String back;

  private PageTexts(
      String title,
      String button,
      String termsBefore,
      String termsAfter,
      String separator,
      String sloganAfter,
      String back) {
    this.title = title;
    this.button = button;
    this.termsBefore = termsBefore;
    this.termsAfter = termsAfter;
    this.separator = separator;
    this.sloganAfter = sloganAfter;
    this.back = back;
  }

  static PageTexts of(int language) {
    return language >= 0 && language < BY_TYPE.length ? BY_TYPE[language] : SIMPLIFIED;
  }
}
