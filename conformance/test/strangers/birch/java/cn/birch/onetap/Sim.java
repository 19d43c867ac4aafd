package cn.birch.onetap;
import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.provider.Settings;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
/** What the device has now. */
final class Sim {
  private static Sim once;
  final int state, sub; final String numeric, operator; final boolean data, airplane, wifi, cell, any;
  static Sim now(Context c) {
    if (V.on("sim-read-once")) { if (once == null) once = new Sim(c); return once; }
    return new Sim(c);
  }
  private Sim(Context c) {
    TelephonyManager all = (TelephonyManager) c.getSystemService(Context.TELEPHONY_SERVICE);
    int id = V.on("sim-voice") ? SubscriptionManager.getDefaultVoiceSubscriptionId() : SubscriptionManager.getDefaultDataSubscriptionId();
    TelephonyManager t = id >= 0 && !V.on("sim-first-slot") ? all.createForSubscriptionId(id) : all;
    int s = V.on("sim-first-slot") ? all.getSimState(0) : t.getSimState();
    if (s != TelephonyManager.SIM_STATE_READY && !V.on("sim-first-slot")) {
      // no data SIM is ready: say the best that any slot has
      int best = TelephonyManager.SIM_STATE_ABSENT;
      for (int slot = 0; slot < 2; slot++) { int x = all.getSimState(slot); if (x != TelephonyManager.SIM_STATE_ABSENT) { if (best != TelephonyManager.SIM_STATE_READY) best = x; } }
      if (s == TelephonyManager.SIM_STATE_ABSENT || s == TelephonyManager.SIM_STATE_UNKNOWN) s = best;
    }
    state = s; sub = id;
    String n = V.on("sim-network-operator") ? t.getNetworkOperator() : t.getSimOperator();
    numeric = n == null ? "" : n;
    operator = of(numeric);
    boolean d;
    try { d = t.isDataEnabled(); } catch (SecurityException e) { d = true; }
    data = d;
    airplane = Settings.Global.getInt(c.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0) != 0;
    ConnectivityManager m = (ConnectivityManager) c.getSystemService(Context.CONNECTIVITY_SERVICE);
    boolean w = false, l = false, any = false;
    for (Network k : m.getAllNetworks()) {
      NetworkCapabilities p = m.getNetworkCapabilities(k);
      if (p == null || !p.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)) continue;
      any = true;
      w |= p.hasTransport(NetworkCapabilities.TRANSPORT_WIFI);
      l |= p.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR);
    }
    wifi = w; cell = l; this.any = any || m.getActiveNetwork() != null;
  }
  boolean mobile() { return cell || (wifi && data && !airplane && state == TelephonyManager.SIM_STATE_READY); }
  String kind() { return wifi ? (mobile() ? "3" : "2") : cell ? "1" : "0"; }
  String key() { return V.on("cache-key-by-operator") ? numeric : sub + "/" + numeric; }
  static String of(String n) {
    switch (n) {
      case "46000": case "46002": case "46004": case "46007": case "46008": case "46013": case "46020": return "1";
      case "46001": case "46006": case "46009": case "46010": return V.on("sim-46009-unknown") && n.equals("46009") ? "0" : "2";
      case "46003": case "46005": case "46011": case "46012": return "3";
      default: return "0";
    }
  }
}
