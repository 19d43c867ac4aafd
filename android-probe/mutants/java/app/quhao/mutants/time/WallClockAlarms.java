package app.quhao.mutants.time;

import com.cmic.gen.sdk.flow.Alarms;
import com.cmic.gen.sdk.flow.Parts;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class WallClockAlarms implements Parts {
  private static final long LOOK_MILLIS = 20;

  private final ExecutorService pool = Executors.newCachedThreadPool();

  @Override
  public Alarms alarms(Alarms reference) {
    return (limit, action) -> {
      long end = System.currentTimeMillis() + limit.leftMillis();
      return pool.submit(() -> wake(end, action));
    };
  }

  private static void wake(long end, Runnable action) {
    try {
      while (System.currentTimeMillis() < end) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      return;
    }
    action.run();
  }
}
