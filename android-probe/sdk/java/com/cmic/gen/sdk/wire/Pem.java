package com.cmic.gen.sdk.wire;

import android.util.Base64;

/** The DER inside a PEM block. */
public final class Pem {
  private Pem() {}

  /** Throws IllegalArgumentException where there is no such block. */
  public static byte[] der(String pem, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no PEM block " + label);
    }
    return Base64.decode(pem.substring(from + begin.length(), to), Base64.DEFAULT);
  }
}
