package com.cmic.gen.sdk.wire;

import android.util.Base64;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The gateway's public key, under which a number request's session key travels. */
public final class GatewayKey {
  // The transformation's name alone would leave MGF1 at SHA-1 (wire.md §2).
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  final String id;
  private final PublicKey key;

  private GatewayKey(String id, PublicKey key) {
    this.id = id;
    this.key = key;
  }

  /** Throws IllegalArgumentException where the text is no RSA key. */
  public static GatewayKey ofPem(String id, String spkiPem) {
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(Pem.der(spkiPem, "PUBLIC KEY"));
      return new GatewayKey(id, KeyFactory.getInstance("RSA").generatePublic(spec));
    } catch (GeneralSecurityException error) {
      throw new IllegalArgumentException(
          "publicKeyPem is no RSA key: " + error.getMessage(), error);
    }
  }

  /** SHA-256 of the key, in hex. */
  public String fingerprint() {
    try {
      return Hex.of(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException error) {
      throw new IllegalStateException("every platform has SHA-256", error);
    }
  }

  String wrap(byte[] sessionKey) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key, OAEP);
    return Base64.encodeToString(cipher.doFinal(sessionKey), Base64.NO_WRAP);
  }
}
