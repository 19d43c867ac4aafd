package app.quhao.handset.device.app;

import android.app.Application;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import java.util.Set;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowApplication;
import org.robolectric.shadows.ShadowPackageManager;

/** The permissions of the manifest. All are granted except those that were refused. */
public final class AppPermissions {
  private volatile Set<String> refused = Set.of();

  /** Whether the app holds it. The framework itself asks before there is an Application. */
  public static boolean holds(String name) {
    Application application = RuntimeEnvironment.application;
    return application == null
        || application.checkSelfPermission(name) == PackageManager.PERMISSION_GRANTED;
  }

  /** Takes effect in a running app too: permissions that are no longer refused are granted. */
  public void refuse(Set<String> names) {
    refused = names;
    Application application = RuntimeEnvironment.application;
    if (application != null) {
      applyTo(application);
    }
  }

  /**
   * Robolectric stores permissions twice: for the process (checkSelfPermission) and in the package
   * manager.
   */
  void applyTo(Application application) {
    ShadowApplication process = Shadow.extract(application);
    ShadowPackageManager packages = Shadow.extract(application.getPackageManager());
    PackageInfo own = packages.getInternalMutablePackageInfo(application.getPackageName());
    if (own.requestedPermissions == null) {
      return;
    }
    own.requestedPermissionsFlags = new int[own.requestedPermissions.length];
    for (int i = 0; i < own.requestedPermissions.length; i++) {
      String name = own.requestedPermissions[i];
      own.requestedPermissionsFlags[i] = PackageInfo.REQUESTED_PERMISSION_REQUIRED;
      if (refused.contains(name)) {
        process.denyPermissions(name);
      } else {
        process.grantPermissions(name);
        own.requestedPermissionsFlags[i] |= PackageInfo.REQUESTED_PERMISSION_GRANTED;
      }
    }
  }
}
