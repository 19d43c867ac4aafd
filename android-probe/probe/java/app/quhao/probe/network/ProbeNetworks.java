package app.quhao.probe.network;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.ConnectivityManager.NetworkCallback;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.security.NetworkSecurityPolicy;
import app.quhao.probe.server.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * The device's networks as this process sees them, and the requests that the probe itself holds.
 */
public final class ProbeNetworks {
  private static final Map<String, Integer> TRANSPORTS = new HashMap<>();

  static {
    TRANSPORTS.put("wifi", NetworkCapabilities.TRANSPORT_WIFI);
    TRANSPORTS.put("cellular", NetworkCapabilities.TRANSPORT_CELLULAR);
  }

  private final ConnectivityManager manager;
  private final Set<NetworkCallback> held = ConcurrentHashMap.newKeySet();

  public ProbeNetworks(Context context) {
    manager = (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
  }

  public static boolean isTransport(String name) {
    return TRANSPORTS.containsKey(name);
  }

  @SuppressWarnings("deprecation") // getAllNetworks: the only list of what is there right now.
  public JSONObject state() {
    JSONArray networks = new JSONArray();
    for (Network network : manager.getAllNetworks()) {
      NetworkCapabilities capabilities = manager.getNetworkCapabilities(network);
      if (capabilities == null) {
        continue;
      }
      networks.put(
          Json.object(
              "id", network.toString(),
              "transport", transport(capabilities),
              "internet", capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET),
              "validated",
                  capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED)));
    }
    Network active = manager.getActiveNetwork();
    NetworkCapabilities capabilities =
        active == null ? null : manager.getNetworkCapabilities(active);
    return Json.object(
        "active",
        capabilities == null ? null : transport(capabilities),
        "networks",
        networks,
        "cleartextPermitted",
        NetworkSecurityPolicy.getInstance().isCleartextTrafficPermitted());
  }

  public Network active() {
    return manager.getActiveNetwork();
  }

  public int outstanding() {
    return held.size();
  }

  /**
   * The network of a transport, asked for and held until released; null when it does not come in
   * time.
   */
  Held acquire(String transport, long limitMillis) throws InterruptedException {
    Integer type = TRANSPORTS.get(transport);
    NetworkRequest request =
        new NetworkRequest.Builder()
            .addTransportType(type)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
            .build();
    AtomicReference<Network> granted = new AtomicReference<>();
    CountDownLatch settled = new CountDownLatch(1);
    NetworkCallback callback =
        new NetworkCallback() {
          @Override
          public void onAvailable(Network network) {
            granted.set(network);
            settled.countDown();
          }

          @Override
          public void onUnavailable() {
            settled.countDown();
          }
        };
    // Throws where the app has used up its requests: nothing is held then.
    manager.requestNetwork(request, callback);
    held.add(callback);
    settled.await(limitMillis, TimeUnit.MILLISECONDS);
    return new Held(granted.get(), callback);
  }

  public void releaseAll() {
    for (NetworkCallback callback : held) {
      release(callback);
    }
  }

  private void release(NetworkCallback callback) {
    if (held.remove(callback)) {
      manager.unregisterNetworkCallback(callback);
    }
  }

  private static String transport(NetworkCapabilities capabilities) {
    for (Map.Entry<String, Integer> row : TRANSPORTS.entrySet()) {
      if (capabilities.hasTransport(row.getValue())) {
        return row.getKey();
      }
    }
    return "other";
  }

  /** One held request; close releases it. */
  final class Held implements AutoCloseable {
    final Network network;
    private final NetworkCallback callback;

    private Held(Network network, NetworkCallback callback) {
      this.network = network;
      this.callback = callback;
    }

    @Override
    public void close() {
      release(callback);
    }
  }
}
