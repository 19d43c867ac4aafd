package app.quhao.handset.device.app;

import android.app.Application;
import android.content.Intent;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.os.BatteryManager;
import android.os.Build;
import android.os.StrictMode;
import android.os.Vibrator;
import android.provider.Settings;
import android.security.net.config.NetworkSecurityConfigProvider;
import app.quhao.handset.device.broadcast.BroadcastRequest;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.broadcast.Sender;
import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.device.radio.DeviceRadio;
import app.quhao.handset.device.radio.RadioBroadcasts;
import app.quhao.handset.host.DeviceSeam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.UUID;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowPackageManager;
import org.robolectric.shadows.ShadowVibrator;

/** Does what the system does between an app's attachBaseContext and its onCreate. */
public final class AppStart {
  private static final int COMPONENTS =
      PackageManager.GET_ACTIVITIES
          | PackageManager.GET_SERVICES
          | PackageManager.GET_PROVIDERS
          | PackageManager.GET_RECEIVERS;

  private final DeviceSeam seam;
  private final DeviceRadio radio;
  private final ConnectivityService connectivity;
  private final AppPermissions permissions;
  private final Broadcasts broadcasts;
  private final PackageProcesses processes;

  public AppStart(
      DeviceSeam seam,
      DeviceRadio radio,
      ConnectivityService connectivity,
      AppPermissions permissions,
      Broadcasts broadcasts,
      PackageProcesses processes) {
    this.seam = seam;
    this.radio = radio;
    this.connectivity = connectivity;
    this.permissions = permissions;
    this.broadcasts = broadcasts;
    this.processes = processes;
  }

  public void prepare(Application application) {
    try {
      ShadowPackageManager packages = Shadow.extract(application.getPackageManager());
      PackageInfo own = packages.getInternalMutablePackageInfo(application.getPackageName());
      SigningCertificates.fill(own, seam.arguments().apk());
      OwnPackage.complete(application, packages, own, seam.arguments().apk());
      if (own.applicationInfo.targetSdkVersion >= Build.VERSION_CODES.N) {
        // As ActivityThread.handleBindApplication.
        StrictMode.enableDeathOnFileUriExposure();
      }
      StrictMode.initThreadDefaults(own.applicationInfo);
      PackageInfo info =
          application.getPackageManager().getPackageInfo(application.getPackageName(), COMPONENTS);
      permissions.applyTo(application);
      broadcasts.attach(application);
      // The cleartext policy, trust anchors and pins of the manifest's networkSecurityConfig.
      NetworkSecurityConfigProvider.install(application);
      removeVibrator(application);
      Settings.Secure.putString(
          application.getContentResolver(), Settings.Secure.ANDROID_ID, androidId(application));
      radio.announceTo(new RadioBroadcasts(application, connectivity, broadcasts));
      announceBattery();
      processes.read(info);
      ManifestComponents components =
          new ManifestComponents(application, broadcasts, processes);
      components.createProviders(info);
      components.declareReceivers(info);
    } catch (ReflectiveOperationException
        | IOException
        | CertificateException
        | PackageManager.NameNotFoundException e) {
      throw new IllegalStateException("Unable to start " + application.getPackageName(), e);
    }
  }

  /** The battery is full and on the charger, as BatteryManager says. */
  private void announceBattery() {
    Intent battery =
        new Intent(Intent.ACTION_BATTERY_CHANGED)
            .putExtra(BatteryManager.EXTRA_LEVEL, 100)
            .putExtra(BatteryManager.EXTRA_SCALE, 100)
            .putExtra(BatteryManager.EXTRA_STATUS, BatteryManager.BATTERY_STATUS_FULL)
            .putExtra(BatteryManager.EXTRA_PLUGGED, BatteryManager.BATTERY_PLUGGED_AC)
            .putExtra(BatteryManager.EXTRA_HEALTH, BatteryManager.BATTERY_HEALTH_GOOD)
            .putExtra(BatteryManager.EXTRA_PRESENT, true)
            .putExtra(BatteryManager.EXTRA_VOLTAGE, 4_300)
            .putExtra(BatteryManager.EXTRA_TEMPERATURE, 250)
            .putExtra(BatteryManager.EXTRA_TECHNOLOGY, "Li-ion");
    broadcasts.send(BroadcastRequest.of(battery, Sender.SYSTEM).sticky());
  }

  /** Robolectric's vibrator says that it is there. The handset has none. */
  private static void removeVibrator(Application application) {
    ShadowVibrator vibrator = Shadow.extract(application.getSystemService(Vibrator.class));
    vibrator.setHasVibrator(false);
  }

  /** Returns 16 hex digits that depend on handset and package, as since API 26. */
  private String androidId(Application application) {
    String seed = seam.arguments().serial() + "/" + application.getPackageName();
    UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    return String.format("%016x", id.getLeastSignificantBits());
  }
}
