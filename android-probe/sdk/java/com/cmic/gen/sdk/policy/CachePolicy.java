package com.cmic.gen.sdk.policy;

import android.os.SystemClock;

/** How the scrip is kept. */
public interface CachePolicy {
  /** PRE-03, PRE-04. */
  default boolean keepsScrip() {
    return true;
  }

  /** AUX-03. */
  default boolean forgetsOnDelScrip() {
    return true;
  }

  /** wire.md §3: on 103902 the scrip is dropped. */
  default boolean forgetsRefusedScrip() {
    return true;
  }

  /** SEC-06: a scrip belongs to an app and a SIM. */
  default String cacheKey(String appId, String subscription, String operator) {
    return appId + '/' + subscription + '/' + operator;
  }

  /** A clock that nobody can set. */
  default long lifeClockMillis() {
    return SystemClock.elapsedRealtime();
  }

  /** SEC-04. */
  default boolean sealsAtRest() {
    return true;
  }
}
