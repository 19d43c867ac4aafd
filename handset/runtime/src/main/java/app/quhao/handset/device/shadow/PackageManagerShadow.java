package app.quhao.handset.device.shadow;

import android.content.ComponentName;
import android.content.pm.InstrumentationInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.content.pm.PackageManager.NameNotFoundException;
import java.util.ArrayList;
import java.util.List;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowApplicationPackageManager;

/** The instrumentations of the manifests. Robolectric answers with null. */
@Implements(className = "android.app.ApplicationPackageManager")
public final class PackageManagerShadow extends ShadowApplicationPackageManager {
  @Implementation
  @Override
  protected InstrumentationInfo getInstrumentationInfo(ComponentName name, int flags)
      throws NameNotFoundException {
    return instrumentations(name.getPackageName()).stream()
        .filter(info -> info.name.equals(name.getClassName()))
        .findFirst()
        .orElseThrow(() -> new NameNotFoundException(name.toString()));
  }

  @Implementation
  @Override
  protected List<InstrumentationInfo> queryInstrumentation(String targetPackage, int flags) {
    List<InstrumentationInfo> all = new ArrayList<>();
    for (PackageInfo each : manager().getInstalledPackages(PackageManager.GET_INSTRUMENTATION)) {
      try {
        all.addAll(instrumentations(each.packageName));
      } catch (NameNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
    all.removeIf(info -> targetPackage != null && !targetPackage.equals(info.targetPackage));
    return all;
  }

  private static List<InstrumentationInfo> instrumentations(String name)
      throws NameNotFoundException {
    PackageInfo info =
        manager()
            .getPackageInfo(
                name, PackageManager.GET_INSTRUMENTATION | PackageManager.GET_META_DATA);
    return info.instrumentation == null ? List.of() : List.of(info.instrumentation);
  }

  private static PackageManager manager() {
    return RuntimeEnvironment.getApplication().getPackageManager();
  }
}
