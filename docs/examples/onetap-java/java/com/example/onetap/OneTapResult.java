package com.example.onetap;

/** What a call yields. */
public final class OneTapResult {
  private final String token;
  private final String maskedNumber;
  private final String traceId;

  OneTapResult(String token, String maskedNumber, String traceId) {
    this.token = token;
    this.maskedNumber = maskedNumber;
    this.traceId = traceId;
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
