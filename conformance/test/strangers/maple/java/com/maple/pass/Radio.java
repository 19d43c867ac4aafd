package com.maple.pass;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.os.Build;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;

/** What the device says of cards and networks. */
final class Radio {
  private final Context context;
  private final ConnectivityManager net;
  private final TelephonyManager any;
  private String firstNetwork;

  Radio(Context context) {
    this.context = context;
    net = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    any = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
  }

  TelephonyManager phone() {
    int id = SubscriptionManager.getDefaultDataSubscriptionId();
    return id >= 0 ? any.createForSubscriptionId(id) : any;
  }

  /** null where the card can be used. */
  Trouble card() {
    TelephonyManager phone = phone();
    int state = phone.getSimState();
    if (state == TelephonyManager.SIM_STATE_READY) return null;
    if (Build.VERSION.SDK_INT >= 26)
      for (int slot = 0; slot < 2 && state == TelephonyManager.SIM_STATE_ABSENT; slot++) {
        int other = any.getSimState(slot);
        if (other != TelephonyManager.SIM_STATE_ABSENT && other != TelephonyManager.SIM_STATE_UNKNOWN) state = other;
      }
    if (state == TelephonyManager.SIM_STATE_READY) return null;
    if (state == TelephonyManager.SIM_STATE_ABSENT) return new Trouble("M-NO-CARD", "未安装 SIM 卡");
    return new Trouble("M-BAD-CARD", "无法识别 SIM 卡");
  }

  String sim() {
    if (F.on("w114")) return phone().getSimOperator();
    return SubscriptionManager.getDefaultDataSubscriptionId() + ":" + phone().getSimOperator();
  }

  boolean airplane() {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0) != 0;
  }

  boolean dataOn() {
    try {
      if (Build.VERSION.SDK_INT >= 26) return phone().isDataEnabled();
    } catch (SecurityException ignored) {
      // asked otherwise below
    }
    return Settings.Global.getInt(context.getContentResolver(), "mobile_data", 1) != 0;
  }

  boolean has(int transport) {
    for (Network each : net.getAllNetworks()) {
      NetworkCapabilities can = net.getNetworkCapabilities(each);
      if (can != null && can.hasTransport(transport) && can.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN)) return true;
    }
    return false;
  }

  Network active() {
    return net.getActiveNetwork();
  }

  boolean activeIsWifi() {
    Network now = net.getActiveNetwork();
    NetworkCapabilities can = now == null ? null : net.getNetworkCapabilities(now);
    return can != null && can.hasTransport(NetworkCapabilities.TRANSPORT_WIFI);
  }

  boolean activeWorks() {
    Network now = net.getActiveNetwork();
    NetworkCapabilities can = now == null ? null : net.getNetworkCapabilities(now);
    return can != null && can.hasCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED);
  }

  boolean roaming() {
    return phone().isNetworkRoaming();
  }

  String operator() {
    String plmn = F.on("w19") ? any.createForSubscriptionId(firstSub()).getSimOperator() : phone().getSimOperator();
    return operatorOf(plmn);
  }

  private int firstSub() {
    int[] ids = any == null ? null : null;
    for (int id = 1; id < 5; id++) {
      if (SubscriptionManager.getSlotIndex(id) == 0) return id;
    }
    return SubscriptionManager.getDefaultDataSubscriptionId();
  }

  static String operatorOf(String plmn) {
    if (plmn == null) return "0";
    if (F.on("w228") && (plmn.equals("46011") || plmn.equals("46004") || plmn.equals("46008") || plmn.equals("46006"))) return "0";
    switch (plmn) {
      case "46000": case "46002": case "46004": case "46007": case "46008": case "46013": return "1";
      case "46001": case "46006": case "46009": case "46010": return "2";
      case "46003": case "46005": case "46011": case "46012": return "3";
      default: return "0";
    }
  }

  String network() {
    NetworkCapabilities can = net.getActiveNetwork() == null ? null : net.getNetworkCapabilities(net.getActiveNetwork());
    if (F.on("w81") && can != null && can.hasTransport(NetworkCapabilities.TRANSPORT_VPN)) return "0";
    boolean wifi = has(NetworkCapabilities.TRANSPORT_WIFI);
    boolean data = has(NetworkCapabilities.TRANSPORT_CELLULAR) || (!airplane() && (card() == null || F.on("w226")) && dataOn());
    return wifi ? data ? "3" : "2" : data ? "1" : "0";
  }

  String networkSent() {
    if (!F.on("w20")) return network();
    if (firstNetwork == null) firstNetwork = network();
    return firstNetwork;
  }
}
