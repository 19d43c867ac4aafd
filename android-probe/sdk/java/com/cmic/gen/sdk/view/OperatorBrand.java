package com.cmic.gen.sdk.view;

import java.util.HashMap;
import java.util.Map;

/**
 * The subscriber's operator as the page names it (PAG-04). The links are ours: this repository
 * names no real host.
 */
final class OperatorBrand {
  private static final Map<String, OperatorBrand> BY_TYPE = new HashMap<>();
  private static final OperatorBrand MOBILE =
      new OperatorBrand("中国移动", "China Mobile", "中国移动认证服务条款", "https://cm.gateway.test/terms.html");

  static {
    BY_TYPE.put("1", MOBILE);
    BY_TYPE.put(
        "2",
        new OperatorBrand(
            "中国联通", "China Unicom", "中国联通认证服务协议", "https://cu.gateway.test/terms.html"));
    BY_TYPE.put(
        "3",
        new OperatorBrand(
            "中国电信", "China Telecom", "中国电信天翼账号服务条款", "https://ct.gateway.test/terms.html"));
  }

  final String name;
  final String englishName;
  final String termsTitle;
  final String termsUrl;

  private OperatorBrand(String name, String englishName, String termsTitle, String termsUrl) {
    this.name = name;
    this.englishName = englishName;
    this.termsTitle = termsTitle;
    this.termsUrl = termsUrl;
  }

  /** Where the operator is unknown, the number came from China Mobile's gateway. */
  static OperatorBrand of(String operatorType) {
    return BY_TYPE.getOrDefault(operatorType, MOBILE);
  }
}
