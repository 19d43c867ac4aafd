package app.quhao.handset.device;

import android.app.Application;
import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageManager.NameNotFoundException;
import java.nio.file.Path;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowPackageManager;
import org.robolectric.shadows.ShadowPackageParser;

/** The package of an instrumentation that runs in the process of another package. */
final class InstrumentingPackage {
  private InstrumentingPackage() {}

  /** Returns the context of the package, with its resources and the classes of both. */
  static Context contextOf(Application target, Path apk, String name)
      throws NameNotFoundException {
    ShadowPackageManager packages = Shadow.extract(target.getPackageManager());
    packages.addPackageInternal(ShadowPackageParser.callParsePackage(apk));
    ApplicationInfo info = packages.getInternalMutablePackageInfo(name).applicationInfo;
    info.sourceDir = apk.toString();
    info.publicSourceDir = apk.toString();
    info.dataDir = "/data/user/0/" + name;
    return target.createPackageContext(
        name, Context.CONTEXT_INCLUDE_CODE | Context.CONTEXT_IGNORE_SECURITY);
  }
}
