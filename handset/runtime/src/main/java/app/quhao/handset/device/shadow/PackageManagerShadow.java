package app.quhao.handset.device.shadow;

import android.content.ComponentName;
import android.content.pm.ActivityInfo;
import android.content.pm.ApplicationInfo;
import android.content.pm.InstrumentationInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageItemInfo;
import android.content.pm.PackageManager;
import android.content.pm.PackageManager.NameNotFoundException;
import android.content.pm.Signature;
import android.content.res.Resources;
import android.graphics.drawable.Drawable;
import app.quhao.handset.device.app.PackageFlags;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.ClassName;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowApplicationPackageManager;

/** Instrumentations, icons and certificates of packages, which Robolectric does not know. */
@Implements(className = "android.app.ApplicationPackageManager")
public final class PackageManagerShadow extends ShadowApplicationPackageManager {
  @Implementation
  @Override
  protected PackageInfo getPackageInfo(String name, int flags) throws NameNotFoundException {
    return PackageFlags.keep(super.getPackageInfo(name, flags), flags);
  }

  @Implementation
  @Override
  protected PackageInfo getPackageInfo(
      String name, @ClassName("android.content.pm.PackageManager$PackageInfoFlags") Object flags)
      throws NameNotFoundException {
    return PackageFlags.keep(
        super.getPackageInfo(name, flags), ((PackageManager.PackageInfoFlags) flags).getValue());
  }

  @Implementation
  @Override
  protected ApplicationInfo getApplicationInfo(String name, int flags)
      throws NameNotFoundException {
    return PackageFlags.keep(super.getApplicationInfo(name, flags), flags);
  }

  @Implementation
  @Override
  protected ApplicationInfo getApplicationInfo(
      String name,
      @ClassName("android.content.pm.PackageManager$ApplicationInfoFlags") Object flags)
      throws NameNotFoundException {
    return PackageFlags.keep(
        super.getApplicationInfo(name, flags),
        ((PackageManager.ApplicationInfoFlags) flags).getValue());
  }

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

  @Implementation
  @Override
  protected Drawable getApplicationIcon(String name) throws NameNotFoundException {
    return getApplicationIcon(manager().getApplicationInfo(name, 0));
  }

  @Implementation
  @Override
  protected Drawable getApplicationIcon(ApplicationInfo info) throws NameNotFoundException {
    return loadUnbadgedItemIcon(info, info);
  }

  @Implementation
  @Override
  protected Drawable getActivityIcon(ComponentName name) throws NameNotFoundException {
    ActivityInfo info = manager().getActivityInfo(name, 0);
    return loadUnbadgedItemIcon(info, info.applicationInfo);
  }

  /** The item's icon, else the application's, else the system's for apps without one. */
  @Implementation
  @Override
  protected Drawable loadUnbadgedItemIcon(PackageItemInfo item, ApplicationInfo application) {
    try {
      int icon = item.icon != 0 || application == null ? item.icon : application.icon;
      return icon == 0
          ? manager().getDefaultActivityIcon()
          : manager().getResourcesForApplication(item.packageName).getDrawable(icon, null);
    } catch (NameNotFoundException | Resources.NotFoundException e) {
      return manager().getDefaultActivityIcon();
    }
  }

  /** The type is one of PackageManager.CERT_INPUT_…. */
  @Implementation
  protected boolean hasSigningCertificate(String name, byte[] certificate, int type) {
    try {
      PackageInfo info =
          manager().getPackageInfo(name, PackageManager.GET_SIGNING_CERTIFICATES);
      for (Signature signer : info.signingInfo.getApkContentsSigners()) {
        byte[] own = signer.toByteArray();
        boolean isDigest = type == PackageManager.CERT_INPUT_SHA256;
        byte[] compared = isDigest ? MessageDigest.getInstance("SHA-256").digest(own) : own;
        if (Arrays.equals(compared, certificate)) {
          return true;
        }
      }
      return false;
    } catch (NameNotFoundException e) {
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
