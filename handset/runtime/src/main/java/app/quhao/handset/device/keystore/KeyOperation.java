package app.quhao.handset.device.keystore;

import java.security.GeneralSecurityException;

/** An operation with a key that has begun. */
interface KeyOperation {
  /** Returns the IV that was chosen for the operation, or null. */
  default byte[] nonce() {
    return null;
  }

  default void updateAad(byte[] data) throws GeneralSecurityException {
    throw new UnsupportedOperationException("The operation takes no additional data");
  }

  /** Returns what is ready, or null. */
  byte[] update(byte[] input) throws GeneralSecurityException;

  /**
   * Ends the operation.
   *
   * @param input the last data, or null
   * @param signature what is verified, or null
   */
  byte[] finish(byte[] input, byte[] signature) throws GeneralSecurityException;
}
