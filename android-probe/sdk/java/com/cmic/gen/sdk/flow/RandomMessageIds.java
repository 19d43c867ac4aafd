package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.wire.Hex;
import java.security.SecureRandom;

/** 32 lower-case hex. */
final class RandomMessageIds implements MessageIds {
  private final SecureRandom random;

  RandomMessageIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String next() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Hex.of(bytes);
  }
}
