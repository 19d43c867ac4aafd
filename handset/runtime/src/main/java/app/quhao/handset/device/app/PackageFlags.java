package app.quhao.handset.device.app;

import android.content.pm.ApplicationInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;

/** Leaves out of the answers of PackageManager what their flags do not ask for. */
public final class PackageFlags {
  private PackageFlags() {}

  /** Changes the copy that the caller gets. */
  public static PackageInfo keep(PackageInfo info, long flags) {
    if ((flags & PackageManager.GET_SIGNATURES) == 0) {
      info.signatures = null;
    }
    if ((flags & PackageManager.GET_SIGNING_CERTIFICATES) == 0) {
      info.signingInfo = null;
    }
    if ((flags & PackageManager.GET_PERMISSIONS) == 0) {
      info.permissions = null;
      info.requestedPermissions = null;
      info.requestedPermissionsFlags = null;
    }
    if (info.applicationInfo != null) {
      keep(info.applicationInfo, flags);
    }
    return info;
  }

  public static ApplicationInfo keep(ApplicationInfo info, long flags) {
    if ((flags & PackageManager.GET_META_DATA) == 0) {
      info.metaData = null;
    }
    return info;
  }
}
