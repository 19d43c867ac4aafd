package app.quhao.handset.device.clock;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers for loopers, frames and network requests. One thread runs all tasks, so tasks must be
 * short.
 */
public final class Timers {
  private final ScheduledThreadPoolExecutor executor;

  public Timers() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "timers");
              thread.setDaemon(true);
              thread.setPriority(Thread.MAX_PRIORITY);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  public Future<?> after(long delayNanos, Runnable task) {
    return executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
  }
}
