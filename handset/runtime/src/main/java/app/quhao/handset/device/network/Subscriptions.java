package app.quhao.handset.device.network;

/** Subscription ids: the first SIM that a phone ever saw is 1. */
public final class Subscriptions {
  private Subscriptions() {}

  public static int idOf(int slot) {
    return slot + 1;
  }
}
