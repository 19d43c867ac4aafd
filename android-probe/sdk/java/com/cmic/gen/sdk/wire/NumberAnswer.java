package com.cmic.gen.sdk.wire;

import org.json.JSONException;
import org.json.JSONObject;

/** What a successful number request yields. */
public final class NumberAnswer {
  public final String scrip;
  public final String maskedNumber;
  public final String operatorType;
  public final long lifeSeconds;

  private NumberAnswer(String scrip, String maskedNumber, String operatorType, long lifeSeconds) {
    this.scrip = scrip;
    this.maskedNumber = maskedNumber;
    this.operatorType = operatorType;
    this.lifeSeconds = lifeSeconds;
  }

  /** Throws where scrip or number is missing. */
  static NumberAnswer of(JSONObject plain) throws JSONException {
    String scrip = plain.getString("scrip");
    String mask = plain.getString("securityphone");
    if (scrip.isEmpty() || mask.isEmpty()) {
      throw new JSONException("scrip or securityphone is empty");
    }
    try {
      long life = Long.parseLong(plain.getString("scripexpiresin"));
      return new NumberAnswer(scrip, mask, plain.getString("operatortype"), life);
    } catch (NumberFormatException error) {
      throw new JSONException("scripexpiresin is no number");
    }
  }
}
