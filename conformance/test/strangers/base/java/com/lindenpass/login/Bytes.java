package com.lindenpass.login;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Bytes and their texts. */
final class Bytes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String DIGITS = "0123456789abcdef";

  private Bytes() {}

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return text.toString();
  }

  static byte[] lines(String... parts) {
    return String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
  }
}
