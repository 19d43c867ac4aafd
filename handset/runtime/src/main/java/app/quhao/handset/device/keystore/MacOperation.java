package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/** Makes or verifies a MAC of so many bytes. */
record MacOperation(Mac mac, int length) implements KeyOperation {
  @Override
  public byte[] update(byte[] input) {
    mac.update(input);
    return null;
  }

  @Override
  public byte[] finish(byte[] input, byte[] signature) {
    byte[] made = input == null ? mac.doFinal() : mac.doFinal(input);
    if (signature == null) {
      return Arrays.copyOf(made, Math.min(length, made.length));
    }
    byte[] expected = Arrays.copyOf(made, Math.min(signature.length, made.length));
    if (!MessageDigest.isEqual(expected, signature)) {
      throw new KeyMintException(ErrorCode.VERIFICATION_FAILED, "the MAC is another");
    }
    return null;
  }
}
