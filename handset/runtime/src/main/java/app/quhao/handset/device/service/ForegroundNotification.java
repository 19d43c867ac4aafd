package app.quhao.handset.device.service;

import android.app.Notification;
import android.app.NotificationManager;
import app.quhao.handset.device.shadow.NotificationManagerShadow;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadow.api.Shadow;

/** The notification of a foreground service. */
final class ForegroundNotification {
  private ForegroundNotification() {}

  static void show(ServiceRecord record, int id, Notification notification) {
    if (record.isForeground() && record.foregroundId != id) {
      remove(record);
    }
    notification.flags |= Notification.FLAG_FOREGROUND_SERVICE;
    record.foregroundId = id;
    record.notification = notification;
    shadow().post(null, id, notification);
  }

  static void remove(ServiceRecord record) {
    if (record.notification != null) {
      shadow().remove(null, record.foregroundId);
      record.notification = null;
    }
  }

  private static NotificationManagerShadow shadow() {
    return Shadow.extract(
        RuntimeEnvironment.getApplication().getSystemService(NotificationManager.class));
  }
}
