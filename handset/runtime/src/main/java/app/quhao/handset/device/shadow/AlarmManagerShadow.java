package app.quhao.handset.device.shadow;

import android.Manifest;
import android.app.AlarmManager;
import android.app.AlarmManager.AlarmClockInfo;
import android.app.AlarmManager.OnAlarmListener;
import android.app.PendingIntent;
import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Build;
import android.os.WorkSource;
import android.util.Log;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.alarm.Alarm;
import app.quhao.handset.device.alarm.Alarms;
import java.util.concurrent.Executor;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** The framework's own AlarmManager, whose methods all lead to setImpl, with our alarms. */
@Implements(AlarmManager.class)
public final class AlarmManagerShadow {
  /** AlarmManager.WINDOW_EXACT. */
  private static final long EXACT = 0;

  @Implementation
  protected void setImpl(
      int type,
      long triggerAtMillis,
      long windowMillis,
      long intervalMillis,
      int flags,
      PendingIntent operation,
      OnAlarmListener listener,
      String listenerTag,
      Executor executor,
      WorkSource workSource,
      AlarmClockInfo clock) {
    if (operation == null && listener == null) {
      Log.w("AlarmManager", "Alarms must either supply a PendingIntent or an AlarmReceiver");
      return;
    }
    if (windowMillis == EXACT && listener == null && !canScheduleExactAlarms()) {
      throw new SecurityException(
          "Caller "
              + app().getPackageName()
              + " needs to hold android.permission.SCHEDULE_EXACT_ALARM or"
              + " android.permission.USE_EXACT_ALARM to set exact alarms.");
    }
    alarms()
        .set(
            new Alarm(type, triggerAtMillis, intervalMillis, operation, listener, executor, clock));
  }

  @Implementation
  protected void cancel(PendingIntent operation) {
    alarms().cancel(operation, null);
  }

  @Implementation
  protected void cancel(OnAlarmListener listener) {
    if (listener == null) {
      throw new NullPointerException("cancel() called with a null OnAlarmListener");
    }
    alarms().cancel(null, listener);
  }

  @Implementation
  protected void cancelAll() {
    alarms().cancelAll();
  }

  /** The right of a new install: from target 33 on only apps with USE_EXACT_ALARM have it. */
  @Implementation
  protected boolean canScheduleExactAlarms() {
    int target = app().getApplicationInfo().targetSdkVersion;
    return target < Build.VERSION_CODES.S
        || holds(Manifest.permission.USE_EXACT_ALARM)
        || (target < Build.VERSION_CODES.TIRAMISU
            && holds(Manifest.permission.SCHEDULE_EXACT_ALARM));
  }

  @Implementation
  protected AlarmClockInfo getNextAlarmClock() {
    return alarms().nextClock();
  }

  private static boolean holds(String permission) {
    return app().checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED;
  }

  private static Context app() {
    return RuntimeEnvironment.getApplication();
  }

  private static Alarms alarms() {
    return Handset.current().services().alarms();
  }
}
