package app.quhao.handset.device.radio;

import app.quhao.handset.device.network.ConnectivityService;
import app.quhao.handset.host.radio.RadioChange;
import app.quhao.handset.host.radio.RadioState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import libcore.net.event.NetworkEventDispatcher;

/**
 * The radio state of the app's process. Telephony and Wi-Fi shadows read it; changes are broadcast.
 */
public final class DeviceRadio {
  private final ConnectivityService connectivity;
  private final AtomicReference<RadioState> state = new AtomicReference<>(RadioState.off());
  private final List<Consumer<RadioState>> listeners;
  private volatile RadioBroadcasts broadcasts;

  /** The listeners receive each new state after the callbacks of networks have been posted. */
  public DeviceRadio(
      ConnectivityService connectivity, List<Consumer<RadioState>> listeners) {
    this.connectivity = connectivity;
    this.listeners = listeners;
  }

  public RadioState state() {
    return state.get();
  }

  /** Applies a state. All callbacks and broadcasts have been posted on return. */
  public void update(RadioState next) {
    RadioState before = state.getAndSet(next);
    connectivity.update(next);
    if (!Objects.equals(before.defaultBearer(), next.defaultBearer())) {
      // The system makes each process drop its pooled connections (ActivityThread.clearDnsCache).
      NetworkEventDispatcher.getInstance().dispatchNetworkConfigurationChange();
    }
    listeners.forEach(listener -> listener.accept(next));
    RadioBroadcasts target = broadcasts;
    if (target != null) {
      target.send(RadioChange.between(before, next), next);
    }
  }

  /**
   * Sends broadcasts from now on, starting with the sticky broadcasts and settings of the current
   * state.
   */
  public void announceTo(RadioBroadcasts to) {
    to.send(RadioChange.between(RadioState.off(), state.get()), state.get());
    broadcasts = to;
  }
}
