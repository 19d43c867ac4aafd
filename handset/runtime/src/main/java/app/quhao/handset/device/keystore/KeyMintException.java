package app.quhao.handset.device.keystore;

/** A refusal of the key store. The code is one of KeyMint's ErrorCode or keystore2's ResponseCode. */
final class KeyMintException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  KeyMintException(int code, String message) {
    super(message);
    this.code = code;
  }

  KeyMintException(int code, Throwable cause) {
    super(cause.getMessage(), cause);
    this.code = code;
  }

  int code() {
    return code;
  }
}
