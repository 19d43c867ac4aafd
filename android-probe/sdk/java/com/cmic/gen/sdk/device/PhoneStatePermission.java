package com.cmic.gen.sdk.device;

import android.Manifest;
import android.content.Context;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;

/**
 * READ_PHONE_STATE (DEV-15). The guide's list of permissions (1.2) leaves it out; its sample (2.3)
 * has the app ask the user for it before it makes the helper. An app opts in as Android provides:
 * by its manifest. To an app that has not opted in it cannot be refused.
 */
final class PhoneStatePermission {
  private PhoneStatePermission() {}

  /** Whether this app has opted in and its user said no, or was not asked yet. */
  static boolean isRefused(Context context) {
    try {
      return isRefused(
          context
              .getPackageManager()
              .getPackageInfo(context.getPackageName(), PackageManager.GET_PERMISSIONS));
    } catch (PackageManager.NameNotFoundException error) {
      throw new IllegalStateException("an app's own package is always installed", error);
    }
  }

  static boolean isRefused(PackageInfo own) {
    if (own.requestedPermissions == null) {
      return false;
    }
    for (int i = 0; i < own.requestedPermissions.length; i++) {
      if (!own.requestedPermissions[i].equals(Manifest.permission.READ_PHONE_STATE)) {
        continue;
      }
      return (own.requestedPermissionsFlags[i] & PackageInfo.REQUESTED_PERMISSION_GRANTED) == 0;
    }
    return false;
  }
}
