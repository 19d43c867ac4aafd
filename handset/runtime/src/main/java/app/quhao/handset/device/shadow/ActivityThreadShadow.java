package app.quhao.handset.device.shadow;

import android.app.ActivityThread;
import app.quhao.handset.device.Handset;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowActivityThread;

/** The name of the process, also before the Application is attached. */
@Implements(value = ActivityThread.class, isInAndroidSdk = false)
public final class ActivityThreadShadow extends ShadowActivityThread {
  @Implementation
  protected static String currentProcessName() {
    return Handset.current()
        .services()
        .processes()
        .given()
        .orElseGet(() -> Shadow.directlyOn(ActivityThread.class, "currentProcessName"));
  }
}
