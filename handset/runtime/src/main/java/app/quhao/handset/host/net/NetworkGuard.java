package app.quhao.handset.host.net;

/**
 * Asks the policy of the calling thread before its code waits for the network, where libcore asks
 * BlockGuard: at connects, reads and writes of sockets and at lookups of names. The policy of a main
 * thread throws.
 */
public final class NetworkGuard {
  private static volatile Runnable policy = () -> {};

  private NetworkGuard() {}

  /** The device side knows BlockGuard. */
  public static void install(Runnable onNetwork) {
    policy = onNetwork;
  }

  static void onNetwork() {
    policy.run();
  }
}
