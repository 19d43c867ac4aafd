package app.quhao.handset.device.app;

/** The permissions of `adb shell`, uid 2000 (the manifest of com.android.shell in AOSP). */
public final class ShellRights {
  private static final String ANDROID = "android.permission.";
  private static final String BIND = "android.permission.BIND_";

  private ShellRights() {}

  /** The shell holds none of an app's permissions, and none that only the system may use. */
  public static boolean holds(String permission) {
    return permission.startsWith(ANDROID) && !permission.startsWith(BIND);
  }
}
