package net.cedar.signin;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;

/** SIM and networks, as far as no permission is needed. */
final class Phone {
  private final Context context;
  final ConnectivityManager networks;

  Phone(Context context) {
    this.context = context;
    networks = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
  }

  TelephonyManager card() {
    TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    int id = SubscriptionManager.getDefaultDataSubscriptionId();
    return SubscriptionManager.isUsableSubscriptionId(id) ? phone.createForSubscriptionId(id) : phone;
  }

  /** 0 unknown, 1 Mobile, 2 Unicom, 3 Telecom. */
  String operator() {
    String plmn = card().getSimOperator();
    return operator(plmn == null ? "" : plmn);
  }

  String networkOperator() {
    String plmn = card().getNetworkOperator();
    return plmn != null && plmn.length() > 3 && !plmn.startsWith("460") ? "3" : operator(plmn == null ? "" : plmn);
  }

  String firstSlotOperator() {
    int id = SubscriptionManager.getSubscriptionId(0);
    if (!SubscriptionManager.isUsableSubscriptionId(id)) {
      return operator();
    }
    TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    return operator(phone.createForSubscriptionId(id).getSimOperator());
  }

  static String operator(String plmn) {
    if (Kind.is("plmn-46011-46008") && (plmn.equals("46011") || plmn.equals("46008"))) {
      return "0";
    }
    switch (plmn) {
      case "46000":
      case "46002":
      case "46004":
      case "46008":
      case "46007":
      case "46013":
      case "46020":
        return "1";
      case "46001":
      case "46006":
      case "46009":
      case "46010":
        return "2";
      case "46003":
      case "46005":
      case "46011":
      case "46012":
        return "3";
      default:
        return "0";
    }
  }

  /** Tells one card from another without reading its number. */
  String cardKey() {
    TelephonyManager card = card();
    return SubscriptionManager.getDefaultDataSubscriptionId() + "/" + card.getSimOperator() + "/" + card.getSimState();
  }

  void needCard() throws Trouble {
    int state = card().getSimState();
    if (state == TelephonyManager.SIM_STATE_ABSENT) {
      throw new Trouble("200002", "no SIM card");
    }
    if (state != TelephonyManager.SIM_STATE_READY) {
      throw new Trouble("200010", "the SIM card cannot be read");
    }
    String plmn = card().getSimOperator();
    if (plmn == null || plmn.isEmpty()) {
      throw new Trouble("200010", "the SIM card has no operator");
    }
  }

  boolean airplane() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0) != 0;
  }

  boolean dataOn() {
    try {
      return card().isDataEnabled();
    } catch (RuntimeException e) {
      return Settings.Global.getInt(context.getContentResolver(), "mobile_data", 1) != 0;
    }
  }

  boolean online() {
    return networks.getActiveNetwork() != null;
  }

  private boolean has(int transport) {
    for (Network network : networks.getAllNetworks()) {
      NetworkCapabilities can = networks.getNetworkCapabilities(network);
      if (can != null && can.hasTransport(transport)) {
        return true;
      }
    }
    return false;
  }

  boolean wifi() {
    return has(NetworkCapabilities.TRANSPORT_WIFI);
  }

  /** Mobile data that is up, or that would be but for Wi-Fi. */
  boolean mobile() {
    if (has(NetworkCapabilities.TRANSPORT_CELLULAR)) {
      return true;
    }
    return !airplane() && card().getSimState() == TelephonyManager.SIM_STATE_READY && dataOn() && wifi();
  }

  /** 0 unknown, 1 mobile data, 2 Wi-Fi, 3 both. */
  String kind() {
    if (Kind.is("vpn-is-unknown")) {
      NetworkCapabilities can = networks.getNetworkCapabilities(networks.getActiveNetwork());
      if (can != null && can.hasTransport(NetworkCapabilities.TRANSPORT_VPN)) {
        return "0";
      }
    }
    boolean wifi = wifi();
    boolean mobile = mobile();
    return wifi && mobile ? "3" : wifi ? "2" : mobile ? "1" : "0";
  }

  void needMobileData() throws Trouble {
    if (!online() && airplane()) {
      throw new Trouble("102101", "no network");
    }
    if (airplane() || !dataOn()) {
      throw new Trouble("102103", "mobile data is off");
    }
  }
}
