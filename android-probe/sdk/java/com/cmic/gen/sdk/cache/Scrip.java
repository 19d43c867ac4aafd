package com.cmic.gen.sdk.cache;

import org.json.JSONException;
import org.json.JSONObject;

/** A cached credential and what the page shows for it. */
public final class Scrip {
  public final String text;
  public final String maskedNumber;
  public final String operatorType;

  /** By the cache's clock. */
  final long expiresAt;

  public Scrip(String text, String maskedNumber, String operatorType, long expiresAt) {
    this.text = text;
    this.maskedNumber = maskedNumber;
    this.operatorType = operatorType;
    this.expiresAt = expiresAt;
  }

  JSONObject toJson() throws JSONException {
    return new JSONObject()
        .put("scrip", text)
        .put("mask", maskedNumber)
        .put("operator", operatorType)
        .put("expires", expiresAt);
  }

  static Scrip of(JSONObject json) throws JSONException {
    return new Scrip(
        json.getString("scrip"),
        json.getString("mask"),
        json.getString("operator"),
        json.getLong("expires"));
  }
}
