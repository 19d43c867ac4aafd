package com.example.onetap;

/** What a call yields. */
public final class OneTapResult {
  private final String token;
  private final String maskedNumber;
  private final String traceId;
  private final String bearers;

  OneTapResult(String token, String maskedNumber, String traceId, String bearers) {
    this.token = token;
    this.maskedNumber = maskedNumber;
    this.traceId = traceId;
    this.bearers = bearers;
  }

  /** 2: mobile data alone; 1: there was Wi-Fi too. */
  public String getAuthType() {
    return bearers.equals("1") ? "2" : "1";
  }

  public String getAuthTypeDes() {
    return getAuthType().equals("2") ? "mobile data" : "Wi-Fi";
  }

  /** Null after a prefetch. */
  public String getToken() {
    return token;
  }

  public String getMaskedNumber() {
    return maskedNumber;
  }

  public String getTraceId() {
    return traceId;
  }
}
