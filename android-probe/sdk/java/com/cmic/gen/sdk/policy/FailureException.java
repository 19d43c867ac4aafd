package com.cmic.gen.sdk.policy;

/** Ends a call; the row names what happened. */
public final class FailureException extends Exception {
  private static final long serialVersionUID = 1;

  public final Failure failure;

  public FailureException(Failure failure, String detail) {
    super(detail);
    this.failure = failure;
  }

  public FailureException(Failure failure, Throwable cause) {
    super(cause.toString(), cause);
    this.failure = failure;
  }
}
