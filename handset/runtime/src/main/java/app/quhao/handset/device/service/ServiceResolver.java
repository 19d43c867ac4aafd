package app.quhao.handset.device.service;

import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import android.content.pm.ServiceInfo;
import org.robolectric.RuntimeEnvironment;

/** Looks up the package's services in the package manager. */
final class ServiceResolver {
  private ServiceResolver() {}

  /**
   * Returns null where no service of the package matches the intent. Other packages are not
   * searched.
   */
  static ServiceInfo resolve(Intent intent) {
    PackageManager packages = RuntimeEnvironment.getApplication().getPackageManager();
    ComponentName component = intent.getComponent();
    if (component != null) {
      try {
        return packages.getServiceInfo(component, 0);
      } catch (PackageManager.NameNotFoundException e) {
        return null;
      }
    }
    ResolveInfo resolved = packages.resolveService(intent, 0);
    boolean isOwn =
        resolved != null
            && resolved.serviceInfo.packageName.equals(
                RuntimeEnvironment.getApplication().getPackageName());
    return isOwn ? resolved.serviceInfo : null;
  }

  static ComponentName componentOf(ServiceInfo info) {
    return new ComponentName(info.packageName, info.name);
  }
}
