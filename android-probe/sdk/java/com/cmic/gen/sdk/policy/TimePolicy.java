package com.cmic.gen.sdk.policy;

/** How long a call may take. */
public interface TimePolicy {
  /** Guide 4.3. */
  long DEFAULT_LIMIT_MILLIS = 8000;

  /** The limit of a call; `configured` is the argument of setOverTime, null without such a call. */
  default long limitMillis(Api api, Long configured) {
    return configured == null || configured <= 0 ? DEFAULT_LIMIT_MILLIS : configured;
  }

  /** The limit from the press of the login button on (LOG-11): what retrieval left of the first. */
  default long limitAfterPressMillis(long leftMillis) {
    return leftMillis;
  }
}
