package app.quhao.handset.device;

import java.nio.file.Path;
import org.robolectric.manifest.AndroidManifest;

/**
 * The APK for Robolectric, which parses the APK itself but then takes the target SDK from this
 * object. Its default would be 23 (AndroidTestEnvironment.loadAppPackage).
 */
final class AppManifest extends AndroidManifest {
  private final int targetSdk;

  AppManifest(Path apk, int targetSdk) {
    super(null, null, null, null, "", apk);
    this.targetSdk = targetSdk;
  }

  @Override
  public int getTargetSdkVersion() {
    return targetSdk;
  }
}
