package app.quhao.handset.device.keystore;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * A cipher for keys of the store. The JDK's ciphers refuse them, because getEncoded() is null, so
 * Cipher.init selects this one.
 */
final class KeystoreCipher extends CipherSpi {
  private final Cipher cipher;

  /**
   * @param transformation in the JDK's spelling
   */
  KeystoreCipher(String transformation) throws GeneralSecurityException {
    cipher = Cipher.getInstance(transformation, "SunJCE");
  }

  @Override
  protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
    cipher.init(mode, own(key).open());
  }

  @Override
  protected void engineInit(
      int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    KeystoreKey own = own(key);
    if (mode == Cipher.ENCRYPT_MODE && parameters != null && own.isRandomized()) {
      throw new InvalidAlgorithmParameterException("Caller-provided IV not permitted");
    }
    cipher.init(mode, own.open(), parameters);
  }

  @Override
  protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      engineInit(mode, key, parameters == null ? null : spec(parameters), random);
    } catch (InvalidParameterSpecException e) {
      throw new InvalidAlgorithmParameterException(e);
    }
  }

  private static AlgorithmParameterSpec spec(AlgorithmParameters parameters)
      throws InvalidParameterSpecException {
    return parameters.getAlgorithm().equals("GCM")
        ? parameters.getParameterSpec(GCMParameterSpec.class)
        : parameters.getParameterSpec(IvParameterSpec.class);
  }

  private static KeystoreKey own(Key key) throws InvalidKeyException {
    if (key instanceof KeystoreKey own) {
      return own;
    }
    throw new InvalidKeyException("Not a key of the AndroidKeyStore: " + key);
  }

  @Override
  protected byte[] engineGetIV() {
    return cipher.getIV();
  }

  @Override
  protected AlgorithmParameters engineGetParameters() {
    return cipher.getParameters();
  }

  @Override
  protected byte[] engineUpdate(byte[] input, int offset, int length) {
    return cipher.update(input, offset, length);
  }

  @Override
  protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int at)
      throws ShortBufferException {
    return cipher.update(input, offset, length, output, at);
  }

  @Override
  protected void engineUpdateAAD(byte[] input, int offset, int length) {
    cipher.updateAAD(input, offset, length);
  }

  @Override
  protected byte[] engineDoFinal(byte[] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException {
    return input == null ? cipher.doFinal() : cipher.doFinal(input, offset, length);
  }

  @Override
  protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int at)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return input == null
        ? cipher.doFinal(output, at)
        : cipher.doFinal(input, offset, length, output, at);
  }

  @Override
  protected int engineGetBlockSize() {
    return cipher.getBlockSize();
  }

  @Override
  protected int engineGetOutputSize(int length) {
    return cipher.getOutputSize(length);
  }

  @Override
  protected void engineSetMode(String mode) {
    throw new UnsupportedOperationException("The mode is part of the transformation");
  }

  @Override
  protected void engineSetPadding(String padding) {
    throw new UnsupportedOperationException("The padding is part of the transformation");
  }
}
