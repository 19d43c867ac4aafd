package com.cmic.gen.sdk.wire;

import java.security.SecureRandom;

/** 32 lower-case hex; the app sees it as traceId. */
public final class MessageId {
  private MessageId() {}

  public static String make(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Hex.of(bytes);
  }
}
