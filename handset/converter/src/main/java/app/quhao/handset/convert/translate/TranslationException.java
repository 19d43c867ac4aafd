package app.quhao.handset.convert.translate;

/** Code that has no faithful translation. The message names class, method and instruction. */
public final class TranslationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TranslationException(String message) {
    super(message);
  }

  public TranslationException(String message, Throwable cause) {
    super(message, cause);
  }
}
