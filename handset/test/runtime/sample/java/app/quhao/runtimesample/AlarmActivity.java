package app.quhao.runtimesample;

import android.app.Activity;
import android.app.AlarmManager;
import android.app.AlarmManager.OnAlarmListener;
import android.app.PendingIntent;
import android.content.Intent;
import android.os.Bundle;
import android.os.SystemClock;

/** Sets alarms: with an intent, with a listener, one that it cancels, one without the right. */
public final class AlarmActivity extends Activity {
  private static final long DELAY = 300;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    AlarmManager alarms = getSystemService(AlarmManager.class);
    long due = SystemClock.elapsedRealtime() + DELAY;
    Answer.log("may be exact", alarms::canScheduleExactAlarms);
    Answer.log(
        "exact",
        () -> {
          alarms.setExact(AlarmManager.ELAPSED_REALTIME, due, operation("exact"));
          return null;
        });
    OnAlarmListener canceled = () -> Answer.log("canceled", () -> "fired");
    alarms.set(AlarmManager.ELAPSED_REALTIME, due, "canceled", canceled, null);
    alarms.cancel(canceled);
    alarms.set(AlarmManager.ELAPSED_REALTIME, due, operation("end"));
    alarms.setExact(
        AlarmManager.RTC,
        System.currentTimeMillis() + 2 * DELAY,
        "listener",
        () -> Answer.log("listener", () -> SystemClock.elapsedRealtime() >= due),
        null);
  }

  private PendingIntent operation(String work) {
    Intent intent = new Intent(this, WorkService.class).setAction(work).putExtra("do", work);
    return PendingIntent.getService(this, 0, intent, PendingIntent.FLAG_IMMUTABLE);
  }
}
