package app.quhao.handset.device.settings;

import app.quhao.handset.host.coverage.AppCalls;
import org.robolectric.RuntimeEnvironment;

/** What SettingsProvider tells an app that writes settings of the device. */
public final class SettingsRights {
  private SettingsRights() {}

  /** Apps have WRITE_SETTINGS only if a user gives it to them, which nobody does on the handset. */
  public static void requireSystem() {
    if (AppCalls.isRunning()) {
      throw new SecurityException(
          RuntimeEnvironment.getApplication().getPackageName()
              + " was not granted  this permission: android.permission.WRITE_SETTINGS.");
    }
  }

  /** Those of the tables secure and global. */
  public static void requireSecure() {
    if (AppCalls.isRunning()) {
      throw new SecurityException(
          "Permission denial: writing to settings requires"
              + ":android.permission.WRITE_SECURE_SETTINGS");
    }
  }
}
