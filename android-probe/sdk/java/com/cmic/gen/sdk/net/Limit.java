package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.TimePolicy;
import java.util.concurrent.TimeUnit;

/** A moment that a call may not pass, handed down to every wait. Monotonic. */
public final class Limit {
  private final boolean isNone;
  private final long endNanos;

  private Limit(boolean isNone, long endNanos) {
    this.isNone = isNone;
    this.endNanos = endNanos;
  }

  /** From now; TimePolicy.WITHOUT_LIMIT never ends. */
  public static Limit in(long millis) {
    if (millis == TimePolicy.WITHOUT_LIMIT) return new Limit(true, 0);
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    long now = System.nanoTime();
    // Very large limits (AUX-07) saturate instead of wrapping into the past.
    return new Limit(false, now + Math.min(nanos, Long.MAX_VALUE / 2));
  }

  public boolean isNone() {
    return isNone;
  }

  /** Not below 0. */
  public long leftNanos() {
    return isNone ? Long.MAX_VALUE : Math.max(0, endNanos - System.nanoTime());
  }

  /** Rounded up, so that a wait of that length does not end early. */
  public long leftMillis() {
    if (isNone) return TimePolicy.WITHOUT_LIMIT;
    return (leftNanos() + 999_999) / 1_000_000;
  }

  /** For java.net, where 0 means no limit; throws TIMEOUT when nothing is left. */
  int socketMillis() throws FailureException {
    if (isNone) return 0;
    long left = leftMillis();
    if (left == 0) throw new FailureException(Failure.TIMEOUT, "the limit was reached");
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
