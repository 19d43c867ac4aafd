package app.quhao.runtimesample;

import android.accounts.AccountManager;
import android.app.Activity;
import android.app.ActivityManager;
import android.app.AlarmManager;
import android.app.KeyguardManager;
import android.app.usage.NetworkStatsManager;
import android.bluetooth.BluetoothAdapter;
import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.pm.PackageManager;
import android.hardware.SensorManager;
import android.hardware.camera2.CameraManager;
import android.location.LocationManager;
import android.net.ConnectivityManager;
import android.net.wifi.WifiManager;
import android.os.BatteryManager;
import android.os.Bundle;
import android.os.PowerManager;
import android.os.Vibrator;
import android.os.storage.StorageManager;
import android.telephony.TelephonyManager;
import java.lang.reflect.Method;

/** Calls system services as SDKs do: what the handset has, and what it has not. */
public final class ServicesActivity extends Activity {
  private static final long SOON = 1_000;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    absent();
    present();
    Answer.log("done", () -> true);
  }

  private void absent() {
    AlarmManager alarms = getSystemService(AlarmManager.class);
    Answer.log("time", () -> nothing(() -> alarms.setTime(SOON)));
    Answer.log("time again", () -> nothing(() -> alarms.setTime(SOON)));
    Answer.log("time by reflection", () -> nothing(() -> setByReflection(alarms)));
    Answer.log(
        "location",
        () ->
            nothing(
                () ->
                    getSystemService(LocationManager.class)
                        .requestFlush("gps", location -> {}, 1)));
    Answer.log("scan", () -> getSystemService(WifiManager.class).getScanResults());
    Answer.log("network stats", () -> getSystemService(NetworkStatsManager.class));
    Answer.log("no such service", () -> getSystemService("nosuch"));
    Answer.log("storage", () -> getSystemService(StorageManager.class).getStorageVolumes());
    Answer.log("discovery", () -> BluetoothAdapter.getDefaultAdapter().startDiscovery());
    Answer.log(
        "network activity",
        () -> getSystemService(ConnectivityManager.class).getMultipathPreference(null));
    Answer.log("imei", () -> getSystemService(TelephonyManager.class).getImei());
  }

  private void present() {
    ClipboardManager clipboard = getSystemService(ClipboardManager.class);
    clipboard.setPrimaryClip(ClipData.newPlainText("label", "copied"));
    Answer.log("clipboard", () -> clipboard.getPrimaryClip().getItemAt(0).getText());
    Answer.log("screen on", () -> getSystemService(PowerManager.class).isInteractive());
    Answer.log("locked", () -> getSystemService(KeyguardManager.class).isKeyguardLocked());
    Answer.log(
        "package", () -> getPackageManager().getPackageInfo(getPackageName(), 0).versionCode);
    Answer.log("camera", () -> getPackageManager().hasSystemFeature(PackageManager.FEATURE_CAMERA));
    Answer.log(
        "process",
        () -> getSystemService(ActivityManager.class).getRunningAppProcesses().get(0).processName);
    Answer.log("bluetooth", () -> BluetoothAdapter.getDefaultAdapter().isEnabled());
    Answer.log("cameras", () -> getSystemService(CameraManager.class).getCameraIdList().length);
    Answer.log("accounts", () -> AccountManager.get(this).getAccounts().length);
    Answer.log("vibrator", () -> getSystemService(Vibrator.class).hasVibrator());
    Answer.log("sensors", () -> getSystemService(SensorManager.class).getSensorList(-1).size());
    Answer.log("operator", () -> getSystemService(TelephonyManager.class).getSimOperator());
    Answer.log("battery", () -> getSystemService(BatteryManager.class).getIntProperty(4));
    Answer.log("memory", this::memory);
    Answer.log("preferences", () -> getSharedPreferences("a", 0).edit().putInt("n", 7).commit());
    Answer.log(
        "restricted",
        () -> getSystemService(ConnectivityManager.class).getRestrictBackgroundStatus());
  }

  private long memory() {
    ActivityManager.MemoryInfo info = new ActivityManager.MemoryInfo();
    getSystemService(ActivityManager.class).getMemoryInfo(info);
    return info.totalMem / 1024;
  }

  private static Object nothing(Runnable call) {
    call.run();
    return "nothing";
  }

  private static void setByReflection(AlarmManager alarms) {
    try {
      Method set =
          AlarmManager.class.getMethod("setTime", long.class);
      set.invoke(alarms, SOON);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
