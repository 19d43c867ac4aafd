package com.lindenpass.login;

import android.Manifest;
import android.content.Context;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import java.security.MessageDigest;
import java.util.Arrays;

/** The SIM, the networks and the app's own identity. */
final class Device {
  private static final String[] MOBILE = {"46000", "46002", "46004", "46007", "46008", "46013"};
  private static final String[] UNICOM = {"46001", "46006", "46009", "46010"};
  private static final String[] TELECOM = {"46003", "46005", "46011", "46012"};

  private final Context context;
  private final TelephonyManager telephony;
  private final ConnectivityManager connectivity;

  Device(Context context) {
    this.context = context;
    telephony = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    connectivity = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
  }

  void requirePermission() throws Failure {
    try {
      PackageInfo own =
          context
              .getPackageManager()
              .getPackageInfo(context.getPackageName(), PackageManager.GET_PERMISSIONS);
      String permission = Manifest.permission.READ_PHONE_STATE;
      if (own.requestedPermissions != null
          && Arrays.asList(own.requestedPermissions).contains(permission)
          && context.checkSelfPermission(permission) != PackageManager.PERMISSION_GRANTED) {
        throw new Failure("200005", "READ_PHONE_STATE is not granted");
      }
    } catch (PackageManager.NameNotFoundException error) {
      throw new Failure(Codes.OTHER, "the app does not find its own package");
    }
  }

  void requireSim() throws Failure {
    int state = telephony.getSimState();
    if (state == TelephonyManager.SIM_STATE_ABSENT) {
      throw new Failure("200002", "there is no SIM");
    }
    if (state != TelephonyManager.SIM_STATE_READY || operator().equals("0")) {
      throw new Failure("200010", "the SIM is not recognised");
    }
  }

  void requireMobileData() throws Failure {
    String networks = networks();
    if (networks.equals("0")) {
      throw new Failure("200022", "there is no network");
    }
    if (networks.equals("2")) {
      throw new Failure("200027", "mobile data is off");
    }
  }

  void requireNetwork() throws Failure {
    if (networks().equals("0")) {
      throw new Failure("200022", "there is no network");
    }
  }

  /** 0 unknown, 1 China Mobile, 2 China Unicom, 3 China Telecom. */
  String operator() {
    String plmn = telephony.getSimOperator();
    if (Arrays.asList(MOBILE).contains(plmn)) {
      return "1";
    }
    if (Arrays.asList(UNICOM).contains(plmn)) {
      return "2";
    }
    return Arrays.asList(TELECOM).contains(plmn) ? "3" : "0";
  }

  /** Tells one SIM from another without a permission. */
  String sim() {
    return telephony.getSimOperator() + "/" + SubscriptionManager.getDefaultDataSubscriptionId();
  }

  /** 0 unknown, 1 mobile data, 2 Wi-Fi, 3 both. */
  @SuppressWarnings("deprecation") // The list of all networks is what is needed.
  String networks() {
    boolean wifi = false;
    boolean mobile = false;
    for (Network network : connectivity.getAllNetworks()) {
      NetworkCapabilities has = connectivity.getNetworkCapabilities(network);
      wifi |= has != null && has.hasTransport(NetworkCapabilities.TRANSPORT_WIFI);
      mobile |= has != null && has.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR);
    }
    mobile |= wifi && mayComeUp();
    return String.valueOf((mobile ? 1 : 0) + (wifi ? 2 : 0));
  }

  /** Beside Wi-Fi the system takes mobile data down, and brings it up when it is asked for. */
  private boolean mayComeUp() {
    return telephony.getSimState() == TelephonyManager.SIM_STATE_READY
        && telephony.isDataEnabled()
        && Settings.Global.getInt(
                context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0)
            == 0;
  }

  String appPackage() {
    return context.getPackageName();
  }

  @SuppressWarnings("deprecation") // GET_SIGNING_CERTIFICATES came with API 28.
  String appSign() throws Exception {
    PackageInfo own =
        context
            .getPackageManager()
            .getPackageInfo(context.getPackageName(), PackageManager.GET_SIGNATURES);
    return Bytes.hex(MessageDigest.getInstance("MD5").digest(own.signatures[0].toByteArray()));
  }
}
