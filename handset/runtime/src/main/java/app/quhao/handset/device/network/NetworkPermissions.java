package app.quhao.handset.device.network;

import android.Manifest.permission;
import android.app.Application;
import android.content.pm.PackageManager;
import org.robolectric.RuntimeEnvironment;

/** What ConnectivityService of AOSP demands of its callers, in its words. */
final class NetworkPermissions {
  private NetworkPermissions() {}

  static void enforceAccess() {
    if (!holds(permission.ACCESS_NETWORK_STATE)) {
      throw new SecurityException(
          "ConnectivityService: Neither user "
              + android.os.Process.myUid()
              + " nor current process has "
              + permission.ACCESS_NETWORK_STATE
              + ".");
    }
  }

  static void enforceChange() {
    if (!holds(permission.CHANGE_NETWORK_STATE) && !holds(permission.WRITE_SETTINGS)) {
      throw new SecurityException(
          RuntimeEnvironment.application.getPackageName()
              + " was not granted either of these permissions: "
              + permission.CHANGE_NETWORK_STATE
              + ","
              + permission.WRITE_SETTINGS
              + ".");
    }
  }

  /** The framework itself asks before there is an Application. */
  private static boolean holds(String name) {
    Application application = RuntimeEnvironment.application;
    return application == null
        || application.checkSelfPermission(name) == PackageManager.PERMISSION_GRANTED;
  }
}
