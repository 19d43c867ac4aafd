package app.quhao.handset.device.radio;

import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.host.radio.RadioChange;
import app.quhao.handset.host.radio.RadioState;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import libcore.net.event.NetworkEventDispatcher;

/**
 * The radio as the app's process knows it: what telephony and Wi-Fi shadows read, and who is told
 * of a change.
 */
public final class DeviceRadio {
  private final ConnectivityService connectivity;
  private final AtomicReference<RadioState> state = new AtomicReference<>(RadioState.off());
  private volatile RadioBroadcasts broadcasts;

  public DeviceRadio(ConnectivityService connectivity) {
    this.connectivity = connectivity;
  }

  public RadioState state() {
    return state.get();
  }

  /** Returns when all callbacks and broadcasts have been posted. */
  public void update(RadioState next) {
    RadioState before = state.getAndSet(next);
    connectivity.update(next);
    if (!Objects.equals(before.defaultBearer(), next.defaultBearer())) {
      // The system has each process drop the connections that it keeps (ActivityThread.clearDnsCache).
      NetworkEventDispatcher.getInstance().dispatchNetworkConfigurationChange();
    }
    RadioBroadcasts told = broadcasts;
    if (told != null) {
      told.send(RadioChange.between(before, next), next);
    }
  }

  /**
   * From now on there is an app to tell; the sticky broadcasts and settings of the present state
   * are put in place.
   */
  public void announceTo(RadioBroadcasts to) {
    to.send(RadioChange.between(RadioState.off(), state.get()), state.get());
    broadcasts = to;
  }
}
