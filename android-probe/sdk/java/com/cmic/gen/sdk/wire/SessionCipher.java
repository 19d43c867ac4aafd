package com.cmic.gen.sdk.wire;

import android.util.Base64;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** wire.md §2: nonce ‖ AES-256-GCM ciphertext ‖ tag, in base64. */
final class SessionCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;

  SessionCipher(byte[] key) {
    this.key = key;
  }

  String seal(byte[] plaintext, byte[] additional, SecureRandom random)
      throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(plaintext, additional, nonce);
  }

  String seal(byte[] plaintext, byte[] additional, byte[] nonce) throws GeneralSecurityException {
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, additional).doFinal(plaintext);
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return Base64.encodeToString(whole, Base64.NO_WRAP);
  }

  /**
   * Throws GeneralSecurityException or IllegalArgumentException (base64) where it does not open.
   */
  byte[] open(String data, byte[] additional) throws GeneralSecurityException {
    byte[] whole = Base64.decode(data, Base64.NO_WRAP);
    if (whole.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("data is too short");
    }
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce, additional)
        .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] additional) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }
}
