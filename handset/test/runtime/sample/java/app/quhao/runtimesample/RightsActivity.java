package app.quhao.runtimesample;

import android.app.Activity;
import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.location.LocationManager;
import android.net.wifi.WifiManager;
import android.os.Bundle;
import android.os.PowerManager;
import android.telephony.SmsManager;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;

/** Calls what needs a permission, and asks the package manager with and without flags. */
public final class RightsActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    TelephonyManager phone = getSystemService(TelephonyManager.class);
    SubscriptionManager cards = getSystemService(SubscriptionManager.class);
    Answer.log("data network", phone::getDataNetworkType);
    Answer.log("voice network", phone::getVoiceNetworkType);
    Answer.log("call state", phone::getCallState);
    Answer.log("line", phone::getLine1Number);
    Answer.log("cells", phone::getAllCellInfo);
    Answer.log("operator", phone::getSimOperator);
    Answer.log("cards", () -> cards.getActiveSubscriptionInfoList().size());
    Answer.log("card", () -> cards.getActiveSubscriptionInfoForSimSlotIndex(0).getMccString());
    Answer.log("card count", cards::getActiveSubscriptionInfoCount);
    Answer.log("wifi", () -> getSystemService(WifiManager.class).isWifiEnabled());
    Answer.log("wake lock", this::wake);
    Answer.log(
        "location",
        () -> getSystemService(LocationManager.class).getLastKnownLocation("gps"));
    Answer.log("sms", this::send);
    packages();
    Answer.log("done", () -> true);
  }

  private Object wake() {
    getSystemService(PowerManager.class)
        .newWakeLock(PowerManager.PARTIAL_WAKE_LOCK, "sample:lock")
        .acquire(1);
    return "acquired";
  }

  private Object send() {
    SmsManager.getDefault().sendTextMessage("10000", null, "x", null, null);
    return "sent";
  }

  private void packages() {
    PackageManager packages = getPackageManager();
    String own = getPackageName();
    Answer.log("without flags", () -> describe(packages.getPackageInfo(own, 0)));
    Answer.log(
        "with flags",
        () ->
            describe(
                packages.getPackageInfo(
                    own, PackageManager.GET_SIGNATURES | PackageManager.GET_PERMISSIONS)));
    Answer.log("no meta-data", () -> packages.getApplicationInfo(own, 0).metaData);
    Answer.log("no meta-data of the context", () -> getApplicationInfo().metaData);
    Answer.log("meta-data", () -> metaData(packages, own));
    Answer.log("features", () -> packages.getSystemAvailableFeatures().length > 5);
  }

  private static String describe(PackageInfo info) {
    return (info.signatures != null)
        + " "
        + (info.signingInfo != null)
        + " "
        + (info.requestedPermissions == null ? 0 : info.requestedPermissionsFlags[0]);
  }

  private static String metaData(PackageManager packages, String own) throws Exception {
    ApplicationInfo info = packages.getApplicationInfo(own, PackageManager.GET_META_DATA);
    return info.metaData.getString("sample.key");
  }
}
