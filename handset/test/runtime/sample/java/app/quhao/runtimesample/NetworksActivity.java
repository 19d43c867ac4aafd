package app.quhao.runtimesample;

import android.net.ConnectivityManager;
import android.net.LinkProperties;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.os.Bundle;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Arrays;

/** Listens to mobile data without asking for it, to VPNs and to the default network. */
public final class NetworksActivity extends ButtonActivity {
  private ConnectivityManager manager;

  @Override
  protected void onCreate(Bundle state) {
    super.onCreate(state);
    manager = getSystemService(ConnectivityManager.class);
    manager.registerDefaultNetworkCallback(new Logged("default"));
    manager.registerNetworkCallback(
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .build(),
        new Logged("cellular"));
    manager.registerNetworkCallback(
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_VPN)
            .removeCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN)
            .build(),
        new Logged("vpn"));
    button("Look", this::look);
    button("Ask", this::ask);
  }

  /** Asks for mobile data, and logs what it is made of. */
  private void ask() {
    manager.requestNetwork(
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build(),
        new ConnectivityManager.NetworkCallback() {
          @Override
          public void onLinkPropertiesChanged(Network network, LinkProperties link) {
            Answer.log("mobile link", () -> link(link) + " " + link.getNat64Prefix());
            new Thread(() -> lookUp(network)).start();
          }
        });
  }

  private static void lookUp(Network network) {
    Answer.log("mobile names", () -> Arrays.toString(network.getAllByName("gateway.test")));
    Answer.log("mobile interface", () -> NetworkInterface.getByName("v4-rmnet_data0"));
  }

  private void look() {
    NetworkCapabilities active = manager.getNetworkCapabilities(manager.getActiveNetwork());
    Answer.log("active", () -> describe(active));
    Answer.log("metered", manager::isActiveNetworkMetered);
    Answer.log("info", () -> manager.getActiveNetworkInfo().getTypeName());
    Answer.log("vpn info", () -> manager.getNetworkInfo(ConnectivityManager.TYPE_VPN).isConnected());
    Answer.log("link", () -> link(manager.getLinkProperties(manager.getActiveNetwork())));
    Answer.log("interface", () -> NetworkInterface.getByName("tun0").getInterfaceAddresses());
    new Thread(
            () -> Answer.log("names", () -> Arrays.toString(InetAddress.getAllByName("gateway.test"))))
        .start();
  }

  private static String link(LinkProperties link) {
    return link.getInterfaceName() + " " + link.getLinkAddresses();
  }

  static String describe(NetworkCapabilities of) {
    return (of.hasTransport(NetworkCapabilities.TRANSPORT_VPN) ? "vpn " : "")
        + (of.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) ? "wifi " : "")
        + (of.hasTransport(NetworkCapabilities.TRANSPORT_CELLULAR) ? "cellular " : "")
        + of.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN);
  }

  private static final class Logged extends ConnectivityManager.NetworkCallback {
    private final String name;

    Logged(String name) {
      this.name = name;
    }

    @Override
    public void onCapabilitiesChanged(Network network, NetworkCapabilities capabilities) {
      Answer.log(name, () -> describe(capabilities));
    }

    @Override
    public void onLosing(Network network, int maxMsToLive) {
      Answer.log(name, () -> "losing " + maxMsToLive);
    }

    @Override
    public void onLost(Network network) {
      Answer.log(name, () -> "lost");
    }
  }
}
