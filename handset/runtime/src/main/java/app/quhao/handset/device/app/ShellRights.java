package app.quhao.handset.device.app;

import android.os.Process;

/** The permissions of `adb shell`, uid 2000 (the manifest of com.android.shell in AOSP). */
public final class ShellRights {
  private static final String ANDROID = "android.permission.";
  private static final String BIND = "android.permission.BIND_";

  private ShellRights() {}

  /** Why the shell may not use a component, in Android's words; null if it may. */
  public static String refusal(boolean exported, String permission) {
    if (!exported) {
      return "not exported from uid " + Process.myUid();
    }
    return permission == null || holds(permission) ? null : "requires " + permission;
  }

  /** The message of the SecurityException that `am` gets. */
  public static String denial(String what, String refusal) {
    return "Permission Denial: " + what + " (pid=" + Process.myPid() + ", uid=2000) " + refusal;
  }

  /** The shell holds none of an app's permissions, and none that only the system may use. */
  public static boolean holds(String permission) {
    return permission.startsWith(ANDROID) && !permission.startsWith(BIND);
  }
}
