package app.quhao.handset.host.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Security;
import java.util.function.Consumer;

/**
 * Routes every client socket and name lookup of this JVM through the relay. Installed once per JVM.
 */
public final class AppNetwork {
  private final Path relay;
  private final BearerChoice bearers = new BearerChoice();
  private final Names names;
  private final TrafficCounters counters;

  private AppNetwork(Path relay) {
    this.relay = relay;
    names = new Names(relay, bearers);
    counters = new TrafficCounters(relay);
  }

  /**
   * @param run the folder of net.sock and expose.sock
   */
  // The factory is deprecated without a replacement. It is the only hook that HttpURLConnection and
  // OkHttp both use.
  public static AppNetwork install(Path run) throws IOException, ReflectiveOperationException {
    // -Dsun.net.inetaddr.negative.ttl has no effect, because java.security sets 10 s.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Path relay = run.resolve("net.sock");
    AppNetwork network = new AppNetwork(relay);
    network.names.install();
    Socket.setSocketImplFactory(() -> new RelaySocketImpl(relay, network.bearers));
    RelayChannels.install(relay, network.bearers);
    ExposedPorts.open(run.resolve("expose.sock"));
    return network;
  }

  /** Datagrams are refused by the name of what the app has called. */
  public void refuseDatagrams(Consumer<String> refusal) {
    Datagrams.install(relay, bearers, refusal);
  }

  public BearerChoice bearers() {
    return bearers;
  }

  public TrafficCounters counters() {
    return counters;
  }

  public Names names() {
    return names;
  }
}
