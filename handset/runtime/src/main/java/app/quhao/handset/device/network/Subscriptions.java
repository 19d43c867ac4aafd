package app.quhao.handset.device.network;

/** Subscription ids. The first SIM of a phone has id 1. */
public final class Subscriptions {
  private Subscriptions() {}

  public static int idOf(int slot) {
    return slot + 1;
  }
}
