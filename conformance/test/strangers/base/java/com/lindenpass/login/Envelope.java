package com.lindenpass.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Seals the parameters of one number request, and opens its answer. */
final class Envelope {
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final byte[] sessionKey = Bytes.random(32);

  String wrapKey(PublicKey gatewayKey) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    rsa.init(Cipher.ENCRYPT_MODE, gatewayKey, OAEP);
    return Base64.getEncoder().encodeToString(rsa.doFinal(sessionKey));
  }

  String seal(String text, byte[] additional) throws GeneralSecurityException {
    byte[] nonce = Bytes.random(12);
    byte[] sealed =
        aes(Cipher.ENCRYPT_MODE, nonce, additional)
            .doFinal(text.getBytes(StandardCharsets.UTF_8));
    byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
    return Base64.getEncoder().encodeToString(whole);
  }

  String open(String data, byte[] additional) throws GeneralSecurityException {
    byte[] whole = Base64.getDecoder().decode(data);
    if (whole.length < 28) {
      throw new GeneralSecurityException("too short");
    }
    Cipher cipher = aes(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, 12), additional);
    return new String(cipher.doFinal(whole, 12, whole.length - 12), StandardCharsets.UTF_8);
  }

  private Cipher aes(int mode, byte[] nonce, byte[] additional) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(sessionKey, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(additional);
    return cipher;
  }
}
