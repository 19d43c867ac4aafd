package app.quhao.handset.device.shadow;

import android.app.INotificationManager;
import android.widget.Toast;
import app.quhao.handset.device.DeviceServices;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.toast.ToastBinder;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/** The framework's own Toast with our queue. Robolectric's shadow only records toasts. */
@Implements(Toast.class)
public final class ToastShadow {
  @Implementation
  protected static INotificationManager getService() {
    DeviceServices services = Handset.current().services();
    return ToastBinder.of(services.toasts(), services.activities());
  }
}
