package app.quhao.handset.device;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.annotation.Priority;
import org.robolectric.internal.ClassTracker;
import org.robolectric.internal.ShadowProvider;

/** Our shadows of framework classes. The priority places them before Robolectric's own. */
@Priority(1)
public final class ShadowTable implements ShadowProvider {
  private static final String SHADOWS = "app.quhao.handset.device.shadow.";

  private static final List<Map.Entry<String, String>> TABLE =
      List.of(
          row("android.app.Activity", "ActivityShadow"),
          row("android.app.ActivityManager", "ActivityManagerShadow"),
          row("android.app.ActivityThread", "ActivityThreadShadow"),
          row("android.app.AlarmManager", "AlarmManagerShadow"),
          row("android.app.ApplicationPackageManager", "PackageManagerShadow"),
          row("android.app.ContextImpl", "ContextImplShadow"),
          row("android.app.Instrumentation", "InstrumentationShadow"),
          row("android.app.JobSchedulerImpl", "JobSchedulerShadow"),
          row("android.app.NotificationManager", "NotificationManagerShadow"),
          row("android.app.PendingIntent", "PendingIntentShadow"),
          row("android.app.Service", "ServiceShadow"),
          row("android.app.UiAutomation", "UiAutomationShadow"),
          row("android.app.UiModeManager", "UiModeManagerShadow"),
          row("android.content.BroadcastReceiver", "BroadcastReceiverShadow"),
          row("android.content.BroadcastReceiver.PendingResult", "PendingResultShadow"),
          row("android.content.ContentResolver", "ContentResolverShadow"),
          row("android.hardware.biometrics.BiometricManager", "BiometricManagerShadow"),
          row("android.media.MediaDrm", "MediaDrmShadow"),
          row("android.net.ConnectivityManager", "ConnectivityManagerShadow"),
          row("android.net.Network", "NetworkShadow"),
          row("android.net.NetworkInfo", "NetworkInfoShadow"),
          row("android.net.TrafficStats", "TrafficStatsShadow"),
          row("android.net.ssl.SSLSockets", "SslSocketsShadow"),
          row("android.net.wifi.WifiManager", "WifiManagerShadow"),
          row("android.os.BatteryManager", "BatteryManagerShadow"),
          row("android.os.Build", "BuildShadow"),
          row("android.os.Environment", "EnvironmentShadow"),
          row("android.os.Process", "ProcessShadow"),
          row("android.provider.Settings.Global", "SettingsGlobalShadow"),
          row("android.provider.Settings.Secure", "SettingsSecureShadow"),
          row("android.provider.Settings.System", "SettingsSystemShadow"),
          row("android.security.KeyStore2", "KeyStore2Shadow"),
          row(
              "android.security.net.config.DirectoryCertificateSource",
              "CertificateSourceShadow"),
          row("android.security.net.config.NetworkSecurityTrustManager", "NetworkTrustShadow"),
          row("android.security.net.config.RootTrustManagerFactorySpi", "TrustFactoryShadow"),
          row("android.telephony.SubscriptionManager", "SubscriptionManagerShadow"),
          row("android.telephony.TelephonyManager", "TelephonyManagerShadow"),
          row("android.util.Log", "LogShadow"),
          row("android.view.DisplayEventReceiver", "DisplayEventReceiverShadow"),
          row("android.view.ViewRootImpl", "ViewRootImplShadow"),
          row("android.view.WindowManagerGlobal", "WindowManagerGlobalShadow"),
          row("android.webkit.MimeTypeMap", "MimeTypeMapShadow"),
          row("android.widget.Toast", "ToastShadow"),
          row("dalvik.system.DexFile", "DexFileShadow"),
          row("libcore.io.Linux", "LinuxShadow"));

  /** Classes whose shadow Robolectric selects by looper mode. */
  private static final Map<String, String> PICKED =
      Map.of(
          "android.os.SystemClock", SHADOWS + "SystemClockShadow$Picker",
          "android.os.MessageQueue", SHADOWS + "MessageQueueShadow$Picker");

  private static Map.Entry<String, String> row(String framework, String shadow) {
    return Map.entry(framework, SHADOWS + shadow);
  }

  @Override
  public Collection<Map.Entry<String, String>> getShadows() {
    return TABLE;
  }

  @Override
  public Map<String, String> getShadowPickerMap() {
    return PICKED;
  }

  @Override
  public String[] getProvidedPackageNames() {
    return new String[0];
  }

  @Override
  public void reset(ClassTracker classTracker) {
    // Nothing to reset: a JVM has one handset.
  }
}
