package cn.birch.onetap;
import android.content.Context;
import android.content.pm.PackageManager;
/** The one thing that this build does otherwise. */
final class V {
  static String name = "right";
  private static java.util.Set<String> set = new java.util.HashSet<>();
  static void read(Context c) {
    try {
      String v = c.getPackageManager().getApplicationInfo(c.getPackageName(), PackageManager.GET_META_DATA).metaData.getString("cn.birch.variant");
      if (v != null) { name = v.substring(2); set = new java.util.HashSet<>(java.util.Arrays.asList(name.split("[+]"))); }
    } catch (Exception e) { name = "right"; }
  }
  static boolean on(String n) { return set.contains(n); }
}
