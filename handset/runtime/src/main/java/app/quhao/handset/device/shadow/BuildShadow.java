package app.quhao.handset.device.shadow;

import android.app.Application;
import android.os.Build;
import android.os.Process;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowBuild;

/** An app gets no serial number since API 29. */
@Implements(Build.class)
public final class BuildShadow extends ShadowBuild {
  @Implementation
  protected static String getSerial() {
    Application application = RuntimeEnvironment.getApplication();
    if (application.getApplicationInfo().targetSdkVersion < Build.VERSION_CODES.Q) {
      return Build.UNKNOWN;
    }
    throw new SecurityException(
        "getSerial: The user "
            + Process.myUid()
            + " does not meet the requirements to access device identifiers.");
  }
}
