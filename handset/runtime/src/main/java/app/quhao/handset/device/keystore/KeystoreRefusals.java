package app.quhao.handset.device.keystore;

import android.hardware.security.keymint.ErrorCode;
import android.os.ServiceSpecificException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;

/** Turns refusals into the exceptions that a binder of keystore2 throws. */
final class KeystoreRefusals {
  private KeystoreRefusals() {}

  static <T> T translate(Callable<T> call) {
    try {
      return call.call();
    } catch (KeyMintException e) {
      throw new ServiceSpecificException(e.code(), e.getMessage());
    } catch (Exception e) {
      throw new ServiceSpecificException(codeOf(e), e.toString());
    }
  }

  private static int codeOf(Exception e) {
    if (e instanceof AEADBadTagException) {
      return ErrorCode.VERIFICATION_FAILED;
    }
    if (e instanceof IllegalBlockSizeException) {
      return ErrorCode.INVALID_INPUT_LENGTH;
    }
    return e instanceof BadPaddingException || e instanceof GeneralSecurityException
        ? ErrorCode.INVALID_ARGUMENT
        : ErrorCode.UNKNOWN_ERROR;
  }
}
