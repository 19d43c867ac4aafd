package com.cmic.gen.sdk.flow;

import java.util.HashMap;
import java.util.Map;

/** Guide 2.4: how the user was authenticated, by the networks that were up (LOG-04). */
final class AuthType {
  private static final Map<String, AuthType> BY_NETWORK = new HashMap<>();

  /** Neither of the two: no authentication, or no network that is known. */
  static final AuthType OTHER = new AuthType("0", "其他");

  static {
    BY_NETWORK.put("1", new AuthType("2", "网关鉴权"));
    BY_NETWORK.put("2", new AuthType("1", "WiFi下网关鉴权"));
    BY_NETWORK.put("3", new AuthType("2", "网关鉴权"));
  }

  final String code;
  final String text;

  private AuthType(String code, String text) {
    this.code = code;
    this.text = text;
  }

  static AuthType of(String networkType) {
    return BY_NETWORK.getOrDefault(networkType, OTHER);
  }
}
