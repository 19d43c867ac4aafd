package app.quhao.handset.device.app;

import android.app.Application;
import android.content.pm.ApplicationInfo;
import android.content.pm.FeatureInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.robolectric.shadows.ShadowPackageManager;

/**
 * What the installer knows of the app's package beside its manifest, and what features the device
 * has.
 */
final class OwnPackage {
  private static final String INSTALLER = "com.android.shell";

  private static final List<String> FEATURES =
      List.of(
          PackageManager.FEATURE_TELEPHONY,
          PackageManager.FEATURE_TELEPHONY_GSM,
          PackageManager.FEATURE_TELEPHONY_SUBSCRIPTION,
          PackageManager.FEATURE_TELEPHONY_DATA,
          PackageManager.FEATURE_TELEPHONY_RADIO_ACCESS,
          PackageManager.FEATURE_WIFI,
          PackageManager.FEATURE_TOUCHSCREEN,
          PackageManager.FEATURE_TOUCHSCREEN_MULTITOUCH,
          PackageManager.FEATURE_FAKETOUCH,
          PackageManager.FEATURE_SCREEN_PORTRAIT,
          PackageManager.FEATURE_SCREEN_LANDSCAPE);

  private OwnPackage() {}

  static void complete(
      Application application, ShadowPackageManager packages, PackageInfo own, Path apk)
      throws IOException {
    fill(own.applicationInfo, apk);
    // The context has a copy.
    fill(application.getApplicationInfo(), apk);
    own.firstInstallTime = Files.getLastModifiedTime(apk).toMillis();
    own.lastUpdateTime = own.firstInstallTime;
    packages.setInstallSourceInfo(own.packageName, INSTALLER, null);
    // It was made without flags.
    application.getApplicationInfo().metaData = null;
    for (String name : FEATURES) {
      FeatureInfo feature = new FeatureInfo();
      feature.name = name;
      packages.addSystemAvailableFeature(feature);
      packages.setSystemFeature(name, true);
    }
  }

  private static void fill(ApplicationInfo info, Path apk) {
    if (info.processName == null) {
      info.processName = info.packageName;
    }
    info.nativeLibraryDir = apk.resolveSibling("lib").resolve("x86_64").toString();
  }
}
