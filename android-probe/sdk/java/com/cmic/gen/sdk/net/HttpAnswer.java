package com.cmic.gen.sdk.net;

/** Status and body; nothing else of an answer matters to this SDK. */
public final class HttpAnswer {
  public final int status;
  public final byte[] body;

  public HttpAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }
}
