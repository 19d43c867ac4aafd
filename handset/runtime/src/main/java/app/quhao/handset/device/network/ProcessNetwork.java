package app.quhao.handset.device.network;

import android.net.Network;
import app.quhao.handset.device.Handset;
import app.quhao.handset.host.net.BearerChoice;
import libcore.net.event.NetworkEventDispatcher;

/**
 * Implements bindProcessToNetwork: the network of sockets and lookups that are not bound
 * themselves.
 */
public final class ProcessNetwork {
  private ProcessNetwork() {}

  /** Returns false if the network is not up, as on a phone. */
  public static boolean bind(Handset handset, Network network) {
    BearerChoice bearers = handset.seam().network().bearers();
    if (network == null) {
      change(bearers, BearerChoice.DEFAULT);
      return true;
    }
    String bearer = handset.services().connectivity().bearerOf(network);
    if (bearer == null) {
      return false;
    }
    change(bearers, bearer);
    return true;
  }

  /** Pooled connections of HttpURLConnection would continue to use the previous network. */
  private static void change(BearerChoice bearers, String bearer) {
    if (!bearer.equals(bearers.ofProcess())) {
      bearers.setProcess(bearer);
      NetworkEventDispatcher.getInstance().dispatchNetworkConfigurationChange();
    }
  }

  public static Network bound(Handset handset) {
    String bearer = handset.seam().network().bearers().ofProcess();
    return handset.services().connectivity().networkOf(bearer);
  }
}
