package app.quhao.handset.device.network;

import android.content.Intent;
import android.net.Proxy;
import android.net.ProxyInfo;
import app.quhao.handset.device.broadcast.BroadcastRequest;
import app.quhao.handset.device.broadcast.Broadcasts;
import app.quhao.handset.device.broadcast.Sender;
import app.quhao.handset.device.settings.DeviceSettings;
import java.util.List;
import java.util.Objects;
import org.robolectric.RuntimeEnvironment;

/**
 * The proxy of `settings put global http_proxy HOST:PORT`, which applies to every network
 * (ProxyTracker of AOSP).
 */
public final class GlobalProxy {
  private static final int DEFAULT_PORT = 8080;

  private final DeviceSettings settings;
  private final Broadcasts broadcasts;
  private volatile ProxyInfo proxy;

  public GlobalProxy(DeviceSettings settings, Broadcasts broadcasts) {
    this.settings = settings;
    this.broadcasts = broadcasts;
  }

  /** Null if there is none. */
  ProxyInfo proxy() {
    return proxy;
  }

  /** Call after each change of settings. */
  public synchronized void update() {
    ProxyInfo next =
        parse(
            settings.get(DeviceSettings.GLOBAL, "http_proxy"),
            settings.get(DeviceSettings.GLOBAL, "global_http_proxy_exclusion_list"));
    if (Objects.equals(next, proxy)) {
      return;
    }
    proxy = next;
    Proxy.setHttpProxyConfiguration(next);
    if (next != null && next.getExclusionList().length == 0) {
      // Without the property the JDK excludes the loopback address. Android does not.
      System.setProperty("http.nonProxyHosts", "");
    }
    if (RuntimeEnvironment.application != null) {
      Intent change =
          new Intent(Proxy.PROXY_CHANGE_ACTION)
              .putExtra(
                  Proxy.EXTRA_PROXY_INFO, next == null ? ProxyInfo.buildDirectProxy("", 0) : next);
      broadcasts.send(BroadcastRequest.of(change, Sender.SYSTEM).sticky());
    }
  }

  /** `:0`, an empty value and an invalid port mean no proxy. */
  private static ProxyInfo parse(String hostAndPort, String exclusions) {
    String[] parts = hostAndPort == null ? new String[] {""} : hostAndPort.split(":");
    if (parts.length == 0 || parts[0].isEmpty()) {
      return null;
    }
    List<String> excluded = exclusions == null ? List.of() : List.of(exclusions.split(","));
    try {
      int port = parts.length > 1 ? Integer.parseInt(parts[1]) : DEFAULT_PORT;
      return ProxyInfo.buildDirectProxy(parts[0], port, excluded);
    } catch (NumberFormatException notAPort) {
      return null;
    }
  }
}
