package app.quhao.handset.device.broadcast;

import android.content.Context;
import android.content.IntentFilter;
import android.os.Build;
import java.util.function.Predicate;

/** Whether other apps reach a registered receiver (ActivityManagerService.registerReceiver). */
final class ExportFlags {
  private ExportFlags() {}

  static boolean isExported(
      Context app, IntentFilter filter, int flags, Predicate<String> isProtected) {
    boolean exports = (flags & Context.RECEIVER_EXPORTED) != 0;
    boolean hides = (flags & Context.RECEIVER_NOT_EXPORTED) != 0;
    if (exports && hides) {
      throw new IllegalArgumentException(
          "Receiver can't specify both RECEIVER_EXPORTED and RECEIVER_NOT_EXPORTED flag");
    }
    int target = app.getApplicationInfo().targetSdkVersion;
    if (!exports
        && !hides
        && target >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE
        && !isForSystemOnly(filter, isProtected)) {
      throw new SecurityException(
          app.getPackageName()
              + ": One of RECEIVER_EXPORTED or RECEIVER_NOT_EXPORTED should be specified when a"
              + " receiver isn't being registered exclusively for system broadcasts");
    }
    return !hides;
  }

  private static boolean isForSystemOnly(IntentFilter filter, Predicate<String> isProtected) {
    for (int i = 0; i < filter.countActions(); i++) {
      if (!isProtected.test(filter.getAction(i))) {
        return false;
      }
    }
    return filter.countActions() > 0;
  }
}
