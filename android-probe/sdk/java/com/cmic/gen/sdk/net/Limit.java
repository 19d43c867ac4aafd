package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.concurrent.TimeUnit;

/** A moment that a call may not pass, handed down to every wait. Monotonic. */
public interface Limit {
  /** Not below 0. */
  long leftNanos();

  /** From now. */
  static Limit in(long millis) {
    // Very large limits (AUX-07) saturate instead of wrapping into the past.
    long nanos = Math.min(TimeUnit.MILLISECONDS.toNanos(millis), Long.MAX_VALUE / 2);
    long end = System.nanoTime() + nanos;
    return () -> Math.max(0, end - System.nanoTime());
  }

  /** Rounded up, so that a wait of that length does not end early. */
  default long leftMillis() {
    return (leftNanos() + 999_999) / 1_000_000;
  }

  /** For java.net, where 0 means no limit; throws TIMEOUT when nothing is left. */
  default int socketMillis() throws FailureException {
    long left = leftMillis();
    if (left == 0) {
      throw new FailureException(Failure.TIMEOUT, "the limit was reached");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
