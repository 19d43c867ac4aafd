package net.cedar.signin;

import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Bundle;

/** Which faults this build has: the words of its manifest, joined by a plus. */
final class Kind {
  private static volatile String words = "+";

  private Kind() {}

  static void read(Context context) {
    try {
      Bundle given =
          context
              .getPackageManager()
              .getApplicationInfo(context.getPackageName(), PackageManager.GET_META_DATA)
              .metaData;
      words = "+" + (given == null ? "" : given.getString("net.cedar.signin.kinds", "")) + "+";
    } catch (PackageManager.NameNotFoundException never) {
      words = "+";
    }
  }

  static boolean is(String id) {
    return words.contains("+" + id + "+");
  }
}
