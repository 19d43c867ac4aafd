package app.quhao.handset.device.alarm;

import android.app.AlarmManager.AlarmClockInfo;
import android.app.AlarmManager.OnAlarmListener;
import android.app.PendingIntent;
import android.os.SystemClock;
import android.util.Log;
import app.quhao.handset.device.MainThread;
import app.quhao.handset.device.clock.Timers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The app's alarms in real time. They end with its process. */
public final class Alarms {
  /** AlarmManagerService.MIN_INTERVAL. */
  private static final long SHORTEST_INTERVAL = TimeUnit.MINUTES.toMillis(1);

  private final MainThread main;
  private final Timers timers;
  private final Map<Alarm, Future<?>> pending = new LinkedHashMap<>();

  public Alarms(MainThread main, Timers timers) {
    this.main = main;
    this.timers = timers;
  }

  /** Replaces an alarm with the same intent or listener. */
  public synchronized void set(Alarm alarm) {
    cancel(alarm.operation(), alarm.listener());
    long delay = Math.max(0, alarm.triggerAtMillis() - now(alarm));
    pending.put(alarm, timers.after(TimeUnit.MILLISECONDS.toNanos(delay), () -> fire(alarm)));
  }

  private static long now(Alarm alarm) {
    return alarm.isOfWallClock() ? System.currentTimeMillis() : SystemClock.elapsedRealtime();
  }

  private void fire(Alarm alarm) {
    synchronized (this) {
      if (pending.remove(alarm) == null) {
        return;
      }
    }
    if (alarm.intervalMillis() > 0) {
      set(withLegalInterval(alarm).next(now(alarm)));
    }
    if (alarm.operation() == null) {
      executorOf(alarm).execute(alarm.listener()::onAlarm);
    } else {
      main.handler().post(() -> send(alarm.operation()));
    }
  }

  private static Alarm withLegalInterval(Alarm alarm) {
    return new Alarm(
        alarm.type(),
        alarm.triggerAtMillis(),
        Math.max(SHORTEST_INTERVAL, alarm.intervalMillis()),
        alarm.operation(),
        alarm.listener(),
        alarm.executor(),
        alarm.clock());
  }

  private Executor executorOf(Alarm alarm) {
    return alarm.executor() == null ? main.handler()::post : alarm.executor();
  }

  private static void send(PendingIntent operation) {
    try {
      operation.send();
    } catch (PendingIntent.CanceledException e) {
      Log.i("AlarmManager", "The intent of an alarm was canceled: " + operation);
    }
  }

  /** Either argument may be null. */
  public synchronized void cancel(PendingIntent operation, OnAlarmListener listener) {
    pending
        .entrySet()
        .removeIf(
            entry -> {
              boolean matches = entry.getKey().isOf(operation, listener);
              if (matches) {
                entry.getValue().cancel(false);
              }
              return matches;
            });
  }

  public synchronized void cancelAll() {
    pending.values().forEach(timer -> timer.cancel(false));
    pending.clear();
  }

  /** Returns null where no alarm clock is set. */
  public synchronized AlarmClockInfo nextClock() {
    return pending.keySet().stream()
        .map(Alarm::clock)
        .filter(Objects::nonNull)
        .min(Comparator.comparingLong(AlarmClockInfo::getTriggerTime))
        .orElse(null);
  }
}
