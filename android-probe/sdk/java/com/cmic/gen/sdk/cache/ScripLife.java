package com.cmic.gen.sdk.cache;

import android.os.SystemClock;

/** The clock by which a scrip's life is measured. */
public interface ScripLife {
  /** Counts from boot, so that nobody can set it. */
  default long nowMillis() {
    return SystemClock.elapsedRealtime();
  }
}
