package com.lotus.onekey;

/** Texts of the page in three languages; the operator's terms are always simplified Chinese. */
public final class Texts {
  private static final String[] BUTTON = {"本机号码一键登录", "本機號碼一鍵登入", "Log in with this number"};
  private static final String[] BEFORE = {"登录即同意", "登入即同意", "By logging in you agree to "};
  private static final String[] AND = {"和", "和", " and "};
  private static final String[] CLOSE = {"关闭", "關閉", "Close"};
  private static final String[] BACK = {"返回", "返回", "Back"};
  private static final String[] AGREE = {"同意条款", "同意條款", "Agree to the terms"};
  private static final String[] SLOGAN = {"认证服务由运营商提供", "認證服務由營運商提供", "Number verified by the operator"};

  private Texts() {}

  private static String of(String[] all, int language) {
    return all[language < 0 || language > 2 ? 0 : language];
  }

  public static String button(int l) {
    return Variant.is("verify-text") ? new String[] {"一键注册/登录", "一鍵註冊/登入", "Sign up or log in"}[l < 0 || l > 2 ? 0 : l] : of(BUTTON, l);
  }

  public static String before(int l) {
    return of(BEFORE, l);
  }

  public static String and(int l) {
    return of(AND, l);
  }

  public static String close(int l) {
    return of(CLOSE, l);
  }

  public static String back(int l) {
    return of(BACK, l);
  }

  public static String agree(int l) {
    return of(AGREE, l);
  }

  public static String slogan(int l) {
    return of(SLOGAN, l);
  }

  public static String operatorTerms(String operator) {
    return "2".equals(operator)
        ? "联通统一认证服务条款"
        : "3".equals(operator) ? "天翼账号认证服务条款" : "中国移动认证服务条款";
  }

  public static String operatorUrl(String operator) {
    return "2".equals(operator)
        ? "https://terms.unicom.test/protocol.html"
        : "3".equals(operator)
            ? "https://terms.telecom.test/agreement.html"
            : "https://terms.mobile.test/contract.html";
  }

  public static boolean namesLogin(String text) {
    if (text == null) {
      return false;
    }
    String low = text.toLowerCase(java.util.Locale.ROOT);
    for (String word :
        new String[] {"登录", "登陆", "注册", "登入", "登錄", "註冊", "login", "log in", "sign in", "sign up", "register"}) {
      if (low.contains(word) && !word.equals("登陆")) {
        return true;
      }
    }
    return false;
  }
}
