package app.quhao.handset.device.keystore;

import android.security.keystore.KeyGenParameterSpec;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;

/** KeyGenerator.getInstance("AES", "AndroidKeyStore"). */
final class KeystoreGenerator extends KeyGeneratorSpi {
  private static final int DEFAULT_BITS = 128;

  private final KeystoreFolder folder;
  private KeyGenParameterSpec spec;

  KeystoreGenerator(KeystoreFolder folder) {
    this.folder = folder;
  }

  @Override
  protected void engineInit(SecureRandom random) {
    throw new UnsupportedOperationException("Cannot initialize without a KeyGenParameterSpec");
  }

  @Override
  protected void engineInit(int bits, SecureRandom random) {
    throw new UnsupportedOperationException("Cannot initialize without a KeyGenParameterSpec");
  }

  @Override
  protected void engineInit(AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (!(parameters instanceof KeyGenParameterSpec given)) {
      throw new InvalidAlgorithmParameterException(
          "Cannot initialize without a KeyGenParameterSpec parameter");
    }
    spec = given;
  }

  @Override
  protected SecretKey engineGenerateKey() {
    if (spec == null) {
      throw new IllegalStateException("Not initialized");
    }
    int bits = spec.getKeySize() < 0 ? DEFAULT_BITS : spec.getKeySize();
    byte[] secret = new byte[bits / Byte.SIZE];
    new SecureRandom().nextBytes(secret);
    KeystoreKey key =
        new KeystoreKey(spec.getKeystoreAlias(), secret, spec.isRandomizedEncryptionRequired());
    folder.write(key.alias(), key);
    return key;
  }
}
