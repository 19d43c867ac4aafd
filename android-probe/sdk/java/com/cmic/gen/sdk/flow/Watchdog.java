package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.net.Limit;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Wakes at a limit even where the call's own thread is stuck in a name lookup that nobody can
 * interrupt.
 */
final class Watchdog implements Alarms {
  private final ScheduledThreadPoolExecutor timer;

  Watchdog(ScheduledThreadPoolExecutor timer) {
    this.timer = timer;
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Future<?> arm(Limit limit, Runnable action) {
    return timer.schedule(action, limit.leftNanos(), TimeUnit.NANOSECONDS);
  }
}
