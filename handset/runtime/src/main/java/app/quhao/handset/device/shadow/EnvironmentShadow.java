package app.quhao.handset.device.shadow;

import android.os.Environment;
import app.quhao.handset.device.Handset;
import java.io.File;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowEnvironment;

/**
 * The shared storage: one emulated volume, of which an app may write its own folders below Android,
 * as with scoped storage.
 */
@Implements(Environment.class)
public final class EnvironmentShadow extends ShadowEnvironment {
  private static File root() {
    return Handset.current().seam().arguments().sharedStorage().toFile();
  }

  private static File[] ofApp(String kind, String name, String folder) {
    File own = new File(root(), "Android/" + kind + "/" + name);
    return new File[] {folder == null ? own : new File(own, folder)};
  }

  private static boolean isShared(File path) {
    return path.getAbsoluteFile().toPath().startsWith(root().toPath());
  }

  private static boolean require(File path) {
    if (!isShared(path)) {
      throw new IllegalArgumentException("Failed to find storage device at " + path);
    }
    return true;
  }

  @Implementation
  protected static File getExternalStorageDirectory() {
    return root();
  }

  @Implementation
  protected static File getExternalStoragePublicDirectory(String type) {
    return new File(root(), type);
  }

  @Implementation
  protected static File[] buildExternalStorageAppDataDirs(String name) {
    return ofApp("data", name, null);
  }

  @Implementation
  protected static File[] buildExternalStorageAppMediaDirs(String name) {
    return ofApp("media", name, null);
  }

  @Implementation
  protected static File[] buildExternalStorageAppObbDirs(String name) {
    return ofApp("obb", name, null);
  }

  @Implementation
  protected static File[] buildExternalStorageAppFilesDirs(String name) {
    return ofApp("data", name, "files");
  }

  @Implementation
  protected static File[] buildExternalStorageAppCacheDirs(String name) {
    return ofApp("data", name, "cache");
  }

  @Implementation
  protected static String getExternalStorageState() {
    return Environment.MEDIA_MOUNTED;
  }

  @Implementation
  protected static String getExternalStorageState(File path) {
    return isShared(path) ? Environment.MEDIA_MOUNTED : Environment.MEDIA_UNKNOWN;
  }

  @Implementation
  protected static String getStorageState(File path) {
    return getExternalStorageState(path);
  }

  @Implementation
  protected static boolean isExternalStorageEmulated() {
    return true;
  }

  @Implementation
  protected static boolean isExternalStorageEmulated(File path) {
    return require(path);
  }

  @Implementation
  protected static boolean isExternalStorageRemovable() {
    return false;
  }

  @Implementation
  protected static boolean isExternalStorageRemovable(File path) {
    return !require(path);
  }

  @Implementation
  protected static boolean isExternalStorageLegacy() {
    return false;
  }

  @Implementation
  protected static boolean isExternalStorageLegacy(File path) {
    return !require(path);
  }
}
