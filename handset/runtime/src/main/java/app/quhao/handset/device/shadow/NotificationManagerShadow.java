package app.quhao.handset.device.shadow;

import android.Manifest;
import android.app.Notification;
import android.app.NotificationManager;
import android.content.pm.PackageManager;
import android.os.Build;
import android.os.UserHandle;
import android.util.Log;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowNotificationManager;

/** Keeps the app's notifications under the rules of NotificationManagerService. */
@Implements(NotificationManager.class)
public final class NotificationManagerShadow extends ShadowNotificationManager {
  private static final String TAG = "NotificationService";

  @Implementation
  @Override
  protected void notify(int id, Notification notification) {
    post(null, id, notification);
  }

  @Implementation
  @Override
  protected void notify(String tag, int id, Notification notification) {
    post(tag, id, notification);
  }

  @Implementation
  protected void notifyAsUser(String tag, int id, Notification notification, UserHandle user) {
    post(tag, id, notification);
  }

  /** Also shows the notification of a foreground service. */
  public void post(String tag, int id, Notification notification) {
    String name = RuntimeEnvironment.getApplication().getPackageName();
    if (notification.getSmallIcon() == null) {
      throw new IllegalArgumentException(
          "Invalid notification (no valid small icon): " + notification);
    }
    if (targetSdk() >= Build.VERSION_CODES.O
        && getNotificationChannel(String.valueOf(notification.getChannelId())) == null) {
      Log.e(
          TAG,
          "No Channel found for pkg="
              + name
              + ", channelId="
              + notification.getChannelId()
              + ", id="
              + id
              + ", tag="
              + tag
              + ", opPkg="
              + name
              + ", notification="
              + notification);
      return;
    }
    if (!areNotificationsEnabled()) {
      Log.e(TAG, "Suppressing notification from package by user request.");
      return;
    }
    super.notify(tag, id, notification);
  }

  public void remove(String tag, int id) {
    cancel(tag, id);
  }

  /** Since API 33 the user's decision is a permission. */
  @Implementation
  @Override
  protected boolean areNotificationsEnabled() {
    return targetSdk() < Build.VERSION_CODES.TIRAMISU
        || RuntimeEnvironment.getApplication()
                .checkSelfPermission(Manifest.permission.POST_NOTIFICATIONS)
            == PackageManager.PERMISSION_GRANTED;
  }

  private static int targetSdk() {
    return RuntimeEnvironment.getApplication().getApplicationInfo().targetSdkVersion;
  }
}
