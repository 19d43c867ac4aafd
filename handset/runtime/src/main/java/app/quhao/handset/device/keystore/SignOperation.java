package app.quhao.handset.device.keystore;

import java.security.GeneralSecurityException;
import java.security.Signature;

/** Signs. Verification needs the public key only, and the framework leaves it to other providers. */
record SignOperation(Signature signature) implements KeyOperation {
  @Override
  public byte[] update(byte[] input) throws GeneralSecurityException {
    signature.update(input);
    return null;
  }

  @Override
  public byte[] finish(byte[] input, byte[] unused) throws GeneralSecurityException {
    if (input != null) {
      signature.update(input);
    }
    return signature.sign();
  }
}
