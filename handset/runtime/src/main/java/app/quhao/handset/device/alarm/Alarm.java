package app.quhao.handset.device.alarm;

import android.app.AlarmManager;
import android.app.PendingIntent;
import java.util.concurrent.Executor;

/** One alarm: an intent or a listener, with the executor of the listener. */
public record Alarm(
    int type,
    long triggerAtMillis,
    long intervalMillis,
    PendingIntent operation,
    AlarmManager.OnAlarmListener listener,
    Executor executor,
    AlarmManager.AlarmClockInfo clock) {
  boolean isOf(PendingIntent other, AlarmManager.OnAlarmListener otherListener) {
    return operation == null
        ? otherListener != null && listener == otherListener
        : operation.equals(other);
  }

  boolean isOfWallClock() {
    return type == AlarmManager.RTC || type == AlarmManager.RTC_WAKEUP;
  }

  Alarm next(long now) {
    return new Alarm(type, now + intervalMillis, intervalMillis, operation, listener, executor, clock);
  }
}
