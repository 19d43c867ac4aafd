package kotlin;

/** As compiled Kotlin sees it: a value, or a Failure. */
public final class Result {
  private Result() {}

  public static final class Failure {
    public final Throwable exception;

    public Failure(Throwable exception) {
      this.exception = exception;
    }
  }
}
