package com.cmic.gen.sdk.wire;

import java.nio.charset.StandardCharsets;

/** wire.md §0: strings joined with one line feed. */
final class Lines {
  private Lines() {}

  static byte[] of(String... parts) {
    return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
  }
}
