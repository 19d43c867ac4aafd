package app.quhao.handset.device.broadcast;

import android.os.Process;
import app.quhao.handset.device.app.ShellRights;
import org.robolectric.RuntimeEnvironment;

/** Who sends a broadcast. */
public enum Sender {
  APP,
  SHELL,
  SYSTEM;

  private static final int SYSTEM_UID = 1000;
  private static final int SHELL_UID = 2000;

  /** Whether it is another one than the app, and may use exported receivers only. */
  boolean isStranger() {
    return this == SHELL;
  }

  boolean holds(String permission) {
    return switch (this) {
      case SYSTEM -> true;
      case SHELL -> ShellRights.holds(permission);
      case APP ->
          RuntimeEnvironment.getApplication()
                  .checkPermission(permission, Process.myPid(), Process.myUid())
              == android.content.pm.PackageManager.PERMISSION_GRANTED;
    };
  }

  int uid() {
    return switch (this) {
      case APP -> Process.myUid();
      case SHELL -> SHELL_UID;
      case SYSTEM -> SYSTEM_UID;
    };
  }
}
