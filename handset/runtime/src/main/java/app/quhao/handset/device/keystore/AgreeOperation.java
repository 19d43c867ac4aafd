package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;

/** Makes a shared secret with the public key of the peer, which is the input of the end. */
record AgreeOperation(PrivateKey secret) implements KeyOperation {
  @Override
  public byte[] update(byte[] input) {
    throw new KeyMintException(ErrorCode.INVALID_ARGUMENT, "a key agreement has one input");
  }

  @Override
  public byte[] finish(byte[] input, byte[] signature) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
    agreement.init(secret);
    agreement.doPhase(
        KeyFactory.getInstance("EC", "SunEC").generatePublic(new X509EncodedKeySpec(input)), true);
    return agreement.generateSecret();
  }
}
