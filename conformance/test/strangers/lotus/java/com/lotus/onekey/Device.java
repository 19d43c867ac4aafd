package com.lotus.onekey;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import java.util.Arrays;
import java.util.List;
import org.json.JSONException;
import org.json.JSONObject;

/** SIM and networks as the phone tells them. */
public final class Device {
  private static final List<String> CM =
      Arrays.asList("46000", "46002", "46004", "46007", "46008", "46013", "46020");
  private static final List<String> CU = Arrays.asList("46001", "46006", "46009", "46010");
  private static final List<String> CT = Arrays.asList("46003", "46005", "46011", "46012");

  private final Context context;
  final ConnectivityManager nets;
  private final TelephonyManager phone;

  Device(Context context) {
    this.context = context;
    nets = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
  }

  int dataSub() {
    return SubscriptionManager.getDefaultDataSubscriptionId();
  }

  private TelephonyManager data() {
    int sub = dataSub();
    return SubscriptionManager.isValidSubscriptionId(sub)
        ? phone.createForSubscriptionId(sub)
        : phone;
  }

  /** Null where there is a SIM that can be used. */
  void requireSim() throws Fault {
    if (Variant.is("phone-state")) {
      requirePhoneState();
    }
    int state = data().getSimState();
    if (state == TelephonyManager.SIM_STATE_ABSENT) {
      throw new Fault("200002", "no SIM card");
    }
    if (state != TelephonyManager.SIM_STATE_READY) {
      if (state == TelephonyManager.SIM_STATE_UNKNOWN && !anySim()) {
        throw new Fault("200002", "no SIM card");
      }
      throw new Fault("200010", "the SIM card is not recognised");
    }
    String op = data().getSimOperator();
    if (op == null || op.isEmpty()) {
      throw new Fault("200010", "the SIM card's operator cannot be read");
    }
  }

  /** An app that asks for READ_PHONE_STATE and was refused it. */
  private void requirePhoneState() throws Fault {
    try {
      String[] asked =
          context
              .getPackageManager()
              .getPackageInfo(
                  context.getPackageName(), android.content.pm.PackageManager.GET_PERMISSIONS)
              .requestedPermissions;
      String wanted = android.Manifest.permission.READ_PHONE_STATE;
      if (asked != null
          && Arrays.asList(asked).contains(wanted)
          && context.checkSelfPermission(wanted)
              != android.content.pm.PackageManager.PERMISSION_GRANTED) {
        throw new Fault("200005", "READ_PHONE_STATE is refused");
      }
    } catch (android.content.pm.PackageManager.NameNotFoundException error) {
      throw new AssertionError(error);
    }
  }

  private boolean anySim() {
    return phone.getSimState() != TelephonyManager.SIM_STATE_UNKNOWN
        && phone.getSimState() != TelephonyManager.SIM_STATE_ABSENT;
  }

  String simKey() {
    if (Variant.is("sim-by-operator")) {
      return "op/" + data().getSimOperator();
    }
    return dataSub() + "/" + data().getSimOperator() + "/" + data().getSimOperatorName();
  }

  String operator() {
    TelephonyManager tm = Variant.is("first-slot-operator") ? phone.createForSubscriptionId(firstSub()) : data();
    String op = Variant.is("visited-operator") ? tm.getNetworkOperator() : tm.getSimOperator();
    if (op == null) {
      return "0";
    }
    if (Variant.is("old-plmn")) {
      return op.equals("46000") ? "1" : op.equals("46001") ? "2" : op.equals("46003") ? "3" : "0";
    }
    return CM.contains(op) ? "1" : CU.contains(op) ? "2" : CT.contains(op) ? "3" : "0";
  }

  private int firstSub() {
    int[] ids =
        ((SubscriptionManager) context.getSystemService(Context.TELEPHONY_SUBSCRIPTION_SERVICE))
            .getSubscriptionIds(0);
    return ids == null || ids.length == 0 ? dataSub() : ids[0];
  }

  boolean airplane() {
    return Settings.Global.getInt(
            context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0)
        != 0;
  }

  boolean dataOn() {
    try {
      return data().isDataEnabled();
    } catch (SecurityException error) {
      return true;
    }
  }

  boolean online() {
    return nets.getActiveNetwork() != null;
  }

  NetworkCapabilities active() {
    Network n = nets.getActiveNetwork();
    return n == null ? null : nets.getNetworkCapabilities(n);
  }

  boolean wifi() {
    for (Network n : nets.getAllNetworks()) {
      NetworkCapabilities c = nets.getNetworkCapabilities(n);
      if (c != null
          && c.hasTransport(NetworkCapabilities.TRANSPORT_WIFI)
          && !c.hasTransport(NetworkCapabilities.TRANSPORT_VPN)) {
        return true;
      }
    }
    return false;
  }

  boolean mobile() {
    for (Network n : nets.getAllNetworks()) {
      NetworkCapabilities c = nets.getNetworkCapabilities(n);
      if (c != null
          && c.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR)
          && !c.hasTransport(NetworkCapabilities.TRANSPORT_VPN)
          && c.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)) {
        return true;
      }
    }
    return !airplane() && dataOn() && data().getSimState() == TelephonyManager.SIM_STATE_READY;
  }

  /** Before a number request. */
  void requireMobile() throws Fault {
    if (!online() && (airplane() || !dataOn())) {
      throw new Fault(Engine.pair("200022", "102101"), "no network");
    }
    if (airplane() || !dataOn()) {
      throw new Fault(Engine.pair("200027", "102103"), "mobile data is off");
    }
  }

  String authType() {
    NetworkCapabilities c = active();
    if (c == null || c.hasTransport(NetworkCapabilities.TRANSPORT_VPN)) {
      return "0";
    }
    return c.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR)
        ? "2"
        : c.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) ? "1" : "0";
  }

  String networkCode() {
    return wifi() ? (mobile() ? "3" : "2") : mobile() ? "1" : "0";
  }

  public JSONObject networkType() {
    try {
      return new JSONObject().put("operatortype", operator()).put("networktype", networkCode());
    } catch (JSONException error) {
      throw new AssertionError(error);
    }
  }
}
