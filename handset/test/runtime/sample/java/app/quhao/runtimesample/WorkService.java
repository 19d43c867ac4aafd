package app.quhao.runtimesample;

import android.app.Notification;
import android.app.NotificationChannel;
import android.app.NotificationManager;
import android.app.Service;
import android.content.Intent;
import android.os.Binder;
import android.os.IBinder;

/** Logs its lifecycle. The extra `do` of a start says what it is to do. */
public class WorkService extends Service {
  private static final int NOTIFICATION = 7;
  private static final String CHANNEL = "work";

  @Override
  public void onCreate() {
    say("created by " + Thread.currentThread().getName());
  }

  @Override
  public int onStartCommand(Intent intent, int flags, int startId) {
    String work = intent == null ? null : intent.getStringExtra("do");
    say("start " + startId + " " + flags + " " + work);
    if ("foreground".equals(work)) {
      showNotification();
    } else if ("end first".equals(work)) {
      say("ended = " + stopSelfResult(1));
    } else if ("end".equals(work)) {
      say("ended = " + stopSelfResult(startId));
    }
    return "again".equals(work) ? START_REDELIVER_INTENT : START_STICKY;
  }

  private void showNotification() {
    NotificationManager notifications = getSystemService(NotificationManager.class);
    notifications.createNotificationChannel(
        new NotificationChannel(CHANNEL, "Work", NotificationManager.IMPORTANCE_LOW));
    startForeground(
        NOTIFICATION,
        new Notification.Builder(this, CHANNEL)
            .setSmallIcon(android.R.drawable.ic_dialog_info)
            .build());
    say("notifications = " + notifications.getActiveNotifications().length);
  }

  @Override
  public IBinder onBind(Intent intent) {
    say("bind " + intent.getAction());
    return "nothing".equals(intent.getAction()) ? null : new Binder();
  }

  @Override
  public boolean onUnbind(Intent intent) {
    say("unbind " + intent.getAction());
    return true;
  }

  @Override
  public void onRebind(Intent intent) {
    say("rebind " + intent.getAction());
  }

  @Override
  public void onDestroy() {
    NotificationManager notifications = getSystemService(NotificationManager.class);
    say("destroyed, notifications = " + notifications.getActiveNotifications().length);
  }

  private static void say(String text) {
    Answer.log("service", () -> text);
  }
}
