package com.cmic.gen.sdk.policy;

/** How long a call may take. */
public interface TimePolicy {
  /** Guide 4.3. */
  long DEFAULT_LIMIT_MILLIS = 8000;

  /** No limit at all, for whoever is wrong in that way. */
  long WITHOUT_LIMIT = Long.MAX_VALUE;

  /**
   * The limit of a call; `configured` is what setOverTime was given, null when it was never called.
   */
  default long limitMillis(Api api, Long configured) {
    return configured == null || configured <= 0 ? DEFAULT_LIMIT_MILLIS : configured;
  }

  /** Whether one limit spans the whole call (AUX-06), or each step of a request starts its own. */
  default boolean spansWholeCall() {
    return true;
  }
}
