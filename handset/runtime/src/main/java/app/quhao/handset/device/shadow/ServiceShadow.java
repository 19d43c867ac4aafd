package app.quhao.handset.device.shadow;

import android.app.Notification;
import android.app.Service;
import android.content.pm.ServiceInfo;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.service.AppServices;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;
import org.robolectric.shadows.ShadowService;

/** A service's calls to the system. Robolectric's shadow only records them. */
@Implements(Service.class)
public final class ServiceShadow extends ShadowService {
  @RealObject private Service realService;

  @Implementation
  @Override
  protected void stopSelf() {
    services().stopSelf(realService, -1);
  }

  @Implementation
  @Override
  protected void stopSelf(int startId) {
    services().stopSelf(realService, startId);
  }

  @Implementation
  @Override
  protected boolean stopSelfResult(int startId) {
    return services().stopSelf(realService, startId);
  }

  @Implementation
  @Override
  protected void startForeground(int id, Notification notification) {
    startForeground(id, notification, ServiceInfo.FOREGROUND_SERVICE_TYPE_MANIFEST);
  }

  @Implementation
  @Override
  protected void startForeground(int id, Notification notification, int type) {
    if (id == 0) {
      services().stopForeground(realService, true);
    } else {
      services().startForeground(realService, id, notification, type);
    }
  }

  @Implementation
  @Override
  protected void stopForeground(boolean removeNotification) {
    services().stopForeground(realService, removeNotification);
  }

  @Implementation
  @Override
  protected void stopForeground(int behavior) {
    services().stopForeground(realService, behavior == Service.STOP_FOREGROUND_REMOVE);
  }

  private static AppServices services() {
    return Handset.current().services().appServices();
  }
}
