package app.quhao.handset.device.keystore;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts or decrypts. */
record CipherOperation(Cipher cipher, byte[] nonce) implements KeyOperation {
  @Override
  public void updateAad(byte[] data) {
    cipher.updateAAD(data);
  }

  @Override
  public byte[] update(byte[] input) {
    return cipher.update(input);
  }

  @Override
  public byte[] finish(byte[] input, byte[] signature) throws GeneralSecurityException {
    return input == null ? cipher.doFinal() : cipher.doFinal(input);
  }
}
