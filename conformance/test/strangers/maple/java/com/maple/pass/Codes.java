package com.maple.pass;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The guide's section 5. */
final class Codes {
  private static final Set<String> ALL = new HashSet<>(Arrays.asList(
      ("103000 102101 102102 102103 102203 102223 102507 103101 103102 103111 103119 103211 103412 103414 103511 103811 103902 103911 104201 "
          + "105001 105002 105003 105012 105013 105018 105019 105021 105302 105312 105313 200002 200010 200023 200005 200020 200021 200022 "
          + "200024 200025 200026 200027 200028 200038 200039 200040 200050 200072 200080 200082 200087").split(" ")));

  static boolean known(String code) {
    return ALL.contains(code);
  }

  static String say(String code) {
    switch (code) {
      case "103101": return "请求签名错误";
      case "103102": return "包签名错误";
      case "103111": return "网关 IP 错误";
      case "103119": return "appid 不存在";
      case "103902": return "scrip 失效";
      case "103911": return "token 请求过于频繁";
      case "105021": return "当天已达取号限额";
      default: return "取号失败 " + code;
    }
  }
}
