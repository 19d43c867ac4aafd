package app.quhao.handset.device.keystore;

import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that the app can use but not read: getEncoded() is null, as with AndroidKeyStoreSecretKey.
 * Only KeystoreCipher reads its bytes.
 *
 * @param isRandomized whether the store generates the nonces
 *     (KeyGenParameterSpec.isRandomizedEncryptionRequired)
 */
record KeystoreKey(String alias, byte[] secret, boolean isRandomized) implements SecretKey {
  private static final long serialVersionUID = 1L;
  private static final String RANDOMIZED = "randomized ";
  private static final String GIVEN = "given ";

  static KeystoreKey parse(String alias, String text) {
    boolean isRandomized = text.startsWith(RANDOMIZED);
    String hex = text.substring((isRandomized ? RANDOMIZED : GIVEN).length());
    return new KeystoreKey(alias, HexFormat.of().parseHex(hex), isRandomized);
  }

  String toText() {
    return (isRandomized ? RANDOMIZED : GIVEN) + HexFormat.of().formatHex(secret);
  }

  SecretKeySpec open() {
    return new SecretKeySpec(secret, "AES");
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return null;
  }

  @Override
  public byte[] getEncoded() {
    return null;
  }

  @Override
  public String toString() {
    return "KeystoreKey " + alias;
  }
}
