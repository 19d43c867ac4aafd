package app.quhao.runtimesample;

import android.app.Activity;
import android.app.PendingIntent;
import android.content.Intent;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.os.Build;
import android.os.Bundle;
import android.provider.Settings;
import android.telephony.TelephonyManager;
import java.security.MessageDigest;

/** Asks for what the system knows of the package and the device, and for what it refuses an app. */
public final class PackageActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    PackageManager packages = getPackageManager();
    String own = getPackageName();
    Answer.log("process", () -> getApplicationInfo().processName);
    Answer.log("process by name", () -> packages.getApplicationInfo(own, 0).processName);
    Answer.log("libraries", () -> getApplicationInfo().nativeLibraryDir.endsWith("/lib/x86_64"));
    Answer.log("installed", () -> packages.getPackageInfo(own, 0).firstInstallTime > 0);
    Answer.log("installer", () -> packages.getInstallSourceInfo(own).getInitiatingPackageName());
    Answer.log("icon", () -> packages.getApplicationIcon(own).getClass().getSimpleName());
    Answer.log("icon loaded", () -> getApplicationInfo().loadIcon(packages) != null);
    Answer.log("telephony", () -> packages.hasSystemFeature(PackageManager.FEATURE_TELEPHONY));
    Answer.log("camera", () -> packages.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY));
    Answer.log("certificate", () -> hasOwnCertificate(packages, own));
    refused();
    TelephonyManager telephony = getSystemService(TelephonyManager.class);
    Answer.log("operator", () -> byReflection(telephony, "getSimOperator"));
    Answer.log("imsi", () -> byReflection(telephony, "getSubscriberId"));
    Answer.log("done", () -> true);
  }

  private static boolean hasOwnCertificate(PackageManager packages, String own) throws Exception {
    PackageInfo info = packages.getPackageInfo(own, PackageManager.GET_SIGNING_CERTIFICATES);
    byte[] certificate = info.signingInfo.getApkContentsSigners()[0].toByteArray();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
    return packages.hasSigningCertificate(own, digest, PackageManager.CERT_INPUT_SHA256)
        && !packages.hasSigningCertificate(own, new byte[32], PackageManager.CERT_INPUT_SHA256);
  }

  private void refused() {
    Answer.log("serial", Build::getSerial);
    Answer.log(
        "system setting",
        () -> Settings.System.putInt(getContentResolver(), Settings.System.SCREEN_BRIGHTNESS, 1));
    Answer.log(
        "secure setting", () -> Settings.Secure.putString(getContentResolver(), "android_id", "1"));
    Answer.log(
        "global setting", () -> Settings.Global.putInt(getContentResolver(), "adb_enabled", 1));
    Answer.log("writes settings", () -> Settings.System.canWrite(this));
    Intent intent = new Intent(this, PackageActivity.class);
    Answer.log("pending", () -> PendingIntent.getActivity(this, 0, intent, 0));
    Answer.log(
        "pending immutable",
        () ->
            PendingIntent.getService(this, 0, intent, PendingIntent.FLAG_IMMUTABLE)
                .getCreatorPackage());
  }

  private static Object byReflection(TelephonyManager telephony, String method) throws Throwable {
    try {
      return TelephonyManager.class.getMethod(method, int.class).invoke(telephony, 1);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
