package app.quhao.handset.device.service;

import android.content.Intent;
import android.content.pm.ServiceInfo;
import android.os.Process;
import app.quhao.handset.device.app.ShellRights;

/** What the shell may do with the package's services. */
public final class ShellAccess {
  private ShellAccess() {}

  /** Why the shell may not start or stop the service; null if it may, or if there is none. */
  public static String refusalOf(Intent intent) {
    ServiceInfo info = ServiceResolver.resolve(intent);
    if (info == null) {
      return null;
    }
    if (!info.exported) {
      return "not exported from uid " + Process.myUid();
    }
    return info.permission != null && !ShellRights.holds(info.permission) ? info.permission : null;
  }
}
