package com.lindenpass.login;

import java.util.HashMap;
import java.util.Map;

/** Why a call has failed. */
public final class Refusal {
  private static final Map<String, String> REASONS = new HashMap<>();

  static {
    REASONS.put("200023", "TIME_OVER");
    REASONS.put("102507", "LOGIN_TIME_OVER");
    REASONS.put("200024", "NO_SWITCH");
    REASONS.put("200020", "PAGE_CLOSED");
    REASONS.put("200002", "NO_SIM");
    REASONS.put("200010", "ODD_SIM");
    REASONS.put("200022", "OFFLINE");
    REASONS.put("200027", "DATA_OFF");
    REASONS.put("200026", "BAD_INPUT");
    REASONS.put("200005", "NO_PERMISSION");
    REASONS.put("200080", "NOT_MOBILE");
  }

  private final String message;
  private final String trace;

  Refusal(String message, String trace) {
    this.message = message;
    this.trace = trace;
  }

  static String reason(String code) {
    return REASONS.getOrDefault(code, code);
  }

  public String message() {
    return message;
  }

  public String trace() {
    return trace;
  }
}
