package app.quhao.runtimesample;

import android.app.Activity;
import android.net.ConnectivityManager;
import android.net.LinkProperties;
import android.net.TrafficStats;
import android.os.Bundle;
import android.os.Process;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

/** Logs what the app sees of interfaces, addresses and counters, then finishes. */
public final class TrafficActivity extends Activity {
  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    Answer.log("interfaces", TrafficActivity::interfaces);
    Answer.log(
        "by address",
        () -> NetworkInterface.getByInetAddress(InetAddress.getByName("192.0.2.10")).getName());
    Answer.log("no tunnel", () -> NetworkInterface.getByName("tun0"));
    ConnectivityManager manager = getSystemService(ConnectivityManager.class);
    LinkProperties link = manager.getLinkProperties(manager.getActiveNetwork());
    Answer.log("link", () -> link.getInterfaceName() + " " + link.getLinkAddresses());
    Answer.log("wlan0", () -> TrafficStats.getRxBytes("wlan0") + " " + TrafficStats.getTxBytes("wlan0"));
    Answer.log(
        "mobile", () -> TrafficStats.getMobileRxBytes() + " " + TrafficStats.getMobileTxBytes());
    Answer.log(
        "total", () -> TrafficStats.getTotalRxBytes() + " " + TrafficStats.getTotalTxBytes());
    int uid = Process.myUid();
    Answer.log(
        "own", () -> TrafficStats.getUidRxBytes(uid) + " " + TrafficStats.getUidTxBytes(uid));
    Answer.log("ca store", TrafficActivity::roots);
    Answer.log("counted", () -> true);
    finish();
  }

  /** How many roots the user has added, and whether the system has any. */
  private static Object roots() throws Exception {
    KeyStore store = KeyStore.getInstance("AndroidCAStore");
    store.load(null);
    List<String> aliases = Collections.list(store.aliases());
    aliases.removeIf(alias -> alias.startsWith("system:"));
    return aliases.size() + " " + (store.size() > aliases.size());
  }

  private static Object interfaces() throws Exception {
    StringBuilder text = new StringBuilder();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InterfaceAddress address : each.getInterfaceAddresses()) {
        text.append(each.getName()).append(' ').append(address.getAddress().getHostAddress());
        text.append('/').append(address.getNetworkPrefixLength());
        text.append(each.isUp() ? " up" : " down").append(each.isLoopback() ? " lo; " : "; ");
      }
    }
    return text.toString().trim();
  }
}
