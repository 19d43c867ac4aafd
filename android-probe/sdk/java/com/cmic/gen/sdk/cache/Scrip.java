package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.wire.NumberAnswer;
import org.json.JSONException;
import org.json.JSONObject;

/** A cached credential and what the page shows for it. */
public final class Scrip {
  public final String text;
  public final String maskedNumber;
  public final String operatorType;

  /** By ScripLife. */
  final long expiresAt;

  private Scrip(JSONObject json) throws JSONException {
    text = json.getString("scrip");
    maskedNumber = json.getString("mask");
    operatorType = json.getString("operator");
    expiresAt = json.getLong("expires");
  }

  public Scrip(NumberAnswer answer, long expiresAt) {
    text = answer.scrip;
    maskedNumber = answer.maskedNumber;
    operatorType = answer.operatorType;
    this.expiresAt = expiresAt;
  }

  /** `nowMillis` is by ScripLife. */
  public boolean isOver(long nowMillis) {
    return expiresAt <= nowMillis;
  }

  JSONObject toJson() throws JSONException {
    return new JSONObject()
        .put("scrip", text)
        .put("mask", maskedNumber)
        .put("operator", operatorType)
        .put("expires", expiresAt);
  }

  static Scrip of(JSONObject json) throws JSONException {
    return new Scrip(json);
  }
}
