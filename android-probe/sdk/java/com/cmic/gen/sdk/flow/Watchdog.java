package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.net.Limit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Wakes at a limit even where the call's own thread is stuck in a name lookup that nobody can
 * interrupt.
 */
final class Watchdog {
  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer = new ScheduledThreadPoolExecutor(1, body -> SdkThreads.make(body, "gen-authn-limit"));
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Null for a limit that never comes. */
  Future<?> arm(Limit limit, Runnable action) {
    if (limit.isNone()) return null;
    return timer.schedule(action, limit.leftNanos(), TimeUnit.NANOSECONDS);
  }
}
