package app.quhao.handset.device.network;

import android.Manifest.permission;
import app.quhao.handset.device.app.AppPermissions;
import org.robolectric.RuntimeEnvironment;

/** What ConnectivityService of AOSP demands of its callers, in its words. */
final class NetworkPermissions {
  private NetworkPermissions() {}

  static void enforceAccess() {
    if (!AppPermissions.holds(permission.ACCESS_NETWORK_STATE)) {
      throw new SecurityException(
          "ConnectivityService: Neither user "
              + android.os.Process.myUid()
              + " nor current process has "
              + permission.ACCESS_NETWORK_STATE
              + ".");
    }
  }

  static void enforceChange() {
    if (!AppPermissions.holds(permission.CHANGE_NETWORK_STATE)
        && !AppPermissions.holds(permission.WRITE_SETTINGS)) {
      throw new SecurityException(
          RuntimeEnvironment.application.getPackageName()
              + " was not granted either of these permissions: "
              + permission.CHANGE_NETWORK_STATE
              + ","
              + permission.WRITE_SETTINGS
              + ".");
    }
  }
}
