package app.quhao.probe.screen;

import android.content.Context;
import android.os.Build;
import android.telephony.TelephonyManager;
import app.quhao.probe.network.ProbeNetworks;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/** What the device can reach at this moment, in words for a person. */
final class DeviceText {
  private final Context context;
  private final ProbeNetworks networks;

  DeviceText(Context context) {
    this.context = context;
    networks = new ProbeNetworks(context);
  }

  List<String> lines() {
    JSONObject state = networks.state();
    List<String> lines = new ArrayList<>();
    lines.add("Android " + Build.VERSION.RELEASE + " · API " + Build.VERSION.SDK_INT + " · " + Build.MODEL);
    lines.add("SIM " + sim());
    lines.add("default network " + defaultNetwork());
    JSONArray all = state.optJSONArray("networks");
    for (int i = 0; all != null && i < all.length(); i++) {
      lines.add(networkLine(all.optJSONObject(i)));
    }
    lines.add("cleartext HTTP " + (state.optBoolean("cleartextPermitted") ? "allowed" : "denied"));
    return lines;
  }

  /** Mobile data, Wi-Fi, none. */
  String defaultNetwork() {
    JSONObject state = networks.state();
    return state.isNull("active") ? "none" : words(state.optString("active"));
  }

  private static String networkLine(JSONObject network) {
    return words(network.optString("transport"))
        + " is up"
        + (network.optBoolean("validated") ? ", validated" : ", not validated");
  }

  private static String words(String transport) {
    if (transport.equals("cellular")) {
      return "mobile data";
    }
    return transport.equals("wifi") ? "Wi-Fi" : transport;
  }

  private String sim() {
    TelephonyManager telephony =
        (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    if (telephony.getSimState() != TelephonyManager.SIM_STATE_READY) {
      return "not ready";
    }
    return telephony.getSimOperatorName() + " " + telephony.getSimOperator();
  }
}
