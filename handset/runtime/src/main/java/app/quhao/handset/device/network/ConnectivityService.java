package app.quhao.handset.device.network;

import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkInfo;
import android.net.NetworkRequest;
import android.net.ProxyInfo;
import android.os.IBinder;
import android.os.Messenger;
import android.os.ServiceSpecificException;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.host.radio.RadioState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The system's ConnectivityService for one app: which networks are up, and which callbacks are
 * sent. The framework's own ConnectivityManager calls it, so handlers, threads and the order of
 * callbacks are Android's.
 */
public final class ConnectivityService {
  /** ConnectivityService.MAX_NETWORK_REQUESTS_PER_UID. */
  private static final int MAX_REQUESTS = 100;

  /** ConnectivityManager.Errors.TOO_MANY_REQUESTS. */
  private static final int TOO_MANY_REQUESTS = 1;

  /** ConnectivityService.DEFAULT_LINGER_DELAY_MS. */
  private static final int LINGER_MS = 30_000;

  private static final int FIRST_NETWORK_ID = 100;

  private final Timers timers;
  private final GlobalProxy proxy;
  private final Map<String, BearerNetwork> networks = new LinkedHashMap<>();
  private final List<NetworkRegistration> registrations = new ArrayList<>();
  private volatile Runnable afterwards = () -> {};
  private RadioState radio = RadioState.off();
  private int nextNetworkId = FIRST_NETWORK_ID;
  private int nextRequestId = 1;
  private int everHeld;
  private Future<?> lingering;
  private boolean isChangingCard;

  public ConnectivityService(Timers timers, GlobalProxy proxy) {
    this.timers = timers;
    this.proxy = proxy;
  }

  /** Runs the task whenever networks may have come or gone. */
  public void onSettled(Runnable task) {
    afterwards = task;
  }

  /** Applies the new state. All callbacks have been posted on return. */
  public synchronized void update(RadioState state) {
    boolean cellularWasDefault = radio.hasDefault(RadioState.CELLULAR);
    boolean hasOtherCard = !Objects.equals(radio.dataSim(), state.dataSim());
    radio = state;
    if (hasOtherCard && networks.containsKey(RadioState.CELLULAR)) {
      // The data of another card is another network.
      isChangingCard = true;
      settle();
      isChangingCard = false;
    } else if (cellularWasDefault
        && state.hasDefault(RadioState.WIFI)
        && state.canHaveCellular()
        && !wantsCellular()) {
      linger();
    }
    settle();
  }

  public synchronized NetworkRequest register(
      NetworkCapabilities wanted,
      NetworkRequest.Type type,
      Messenger messenger,
      IBinder token,
      int timeoutMs) {
    if (registrations.size() >= MAX_REQUESTS) {
      throw new ServiceSpecificException(TOO_MANY_REQUESTS);
    }
    NetworkCapabilities needs =
        wanted == null
            ? new NetworkRequest.Builder()
                .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
                .build()
                .networkCapabilities
            : new NetworkCapabilities(wanted);
    NetworkRequest request =
        new NetworkRequest(needs, ConnectivityManager.TYPE_NONE, nextRequestId++, type);
    NetworkRegistration registration = new NetworkRegistration(request, messenger, token);
    registrations.add(registration);
    everHeld++;
    if (timeoutMs > 0) {
      registration.setTimeout(
          timers.after(TimeUnit.MILLISECONDS.toNanos(timeoutMs), () -> expire(registration)));
    }
    // ConnectivityManager holds its lock until this returns, so the caller knows its request before
    // the first callback.
    settle();
    return request;
  }

  public synchronized void release(NetworkRequest request) {
    registrations.removeIf(
        registration -> {
          boolean isIt = registration.request().equals(request);
          if (isIt) {
            registration.cancelTimeout();
          }
          return isIt;
        });
    settle();
  }

  private synchronized void expire(NetworkRegistration registration) {
    if (registrations.contains(registration) && registration.reported().isEmpty()) {
      registrations.remove(registration);
      NetworkCallbacks.unavailable(registration);
    }
  }

  /**
   * Keeps mobile data up for a while after Wi-Fi became the default, so that its connections can
   * end.
   */
  private void linger() {
    BearerNetwork cellular = networks.get(RadioState.CELLULAR);
    if (cellular == null) {
      return;
    }
    for (NetworkRegistration registration : registrations) {
      if (registration.isListener() && registration.reported().contains(cellular.network())) {
        NetworkCallbacks.losing(registration, cellular, LINGER_MS);
      }
    }
    lingering =
        timers.after(
            TimeUnit.MILLISECONDS.toNanos(LINGER_MS),
            () -> {
              synchronized (this) {
                lingering = null;
                settle();
              }
            });
  }

  /** Brings networks up and down as radio state and requests require, and sends the callbacks. */
  private void settle() {
    if (!canHaveCellular() && lingering != null) {
      lingering.cancel(false);
      lingering = null;
    }
    BearerNetwork wifi = bring(RadioState.WIFI, radio.hasWifi());
    BearerNetwork cellular = bring(RadioState.CELLULAR, canHaveCellular() && wantsCellular());
    BearerNetwork vpn = bring(RadioState.VPN, radio.hasVpn());
    List<NetworkRegistration> current = List.copyOf(registrations);
    for (NetworkRegistration registration : current) {
      report(registration);
    }
    drop(RadioState.WIFI, wifi);
    drop(RadioState.CELLULAR, cellular);
    drop(RadioState.VPN, vpn);
    // Not here: the task may need another lock, whose holder may wait for this one.
    timers.after(0, () -> afterwards.run());
  }

  /**
   * Mobile data is up if it is the default, lingers, or satisfies a request that Wi-Fi does not.
   */
  private boolean wantsCellular() {
    if (radio.hasDefault(RadioState.CELLULAR) || lingering != null) {
      return true;
    }
    BearerNetwork wifi = networks.get(RadioState.WIFI);
    boolean hasWifi = wifi != null && radio.hasWifi();
    for (NetworkRegistration registration : registrations) {
      if (registration.isRequest()
          && couldBeCellular(registration.request())
          && !(hasWifi && wifi.satisfies(registration.request()))) {
        return true;
      }
    }
    return false;
  }

  private boolean canHaveCellular() {
    return radio.canHaveCellular() && !isChangingCard;
  }

  private boolean couldBeCellular(NetworkRequest request) {
    return new BearerNetwork(RadioState.CELLULAR, 0, radio).satisfies(request);
  }

  /**
   * Returns the network if it is up, else null. A network that goes down stays in the map until all
   * callbacks have been sent.
   */
  private BearerNetwork bring(String bearer, boolean isWanted) {
    if (!isWanted) {
      return null;
    }
    BearerNetwork network = networks.get(bearer);
    if (network == null) {
      network = new BearerNetwork(bearer, nextNetworkId++, radio);
      networks.put(bearer, network);
      return network;
    }
    reportChange(network, network.update(radio));
    return network;
  }

  private void drop(String bearer, BearerNetwork up) {
    if (up == null) {
      networks.remove(bearer);
    }
  }

  private void reportChange(BearerNetwork network, BearerNetwork.Change change) {
    for (NetworkRegistration registration : registrations) {
      if (!registration.reported().contains(network.network())) {
        continue;
      }
      if (change.ofCapabilities()) {
        NetworkCallbacks.capabilities(registration, network);
      }
      if (change.ofLink()) {
        NetworkCallbacks.link(registration, network);
      }
      if (change.ofBlocking()) {
        NetworkCallbacks.blocked(registration, network);
      }
    }
  }

  private void report(NetworkRegistration registration) {
    List<BearerNetwork> due = due(registration);
    for (Network network : List.copyOf(registration.reported())) {
      if (due.stream().noneMatch(candidate -> candidate.network().equals(network))) {
        registration.reported().remove(network);
        // A registration that moves to another network receives only that network's onAvailable.
        if (registration.isListener() || due.isEmpty()) {
          NetworkCallbacks.lost(registration, network);
        }
      }
    }
    for (BearerNetwork network : due) {
      if (registration.reported().add(network.network())) {
        registration.cancelTimeout();
        NetworkCallbacks.available(registration, network);
      }
    }
  }

  private List<BearerNetwork> due(NetworkRegistration registration) {
    if (registration.tracksDefault()) {
      BearerNetwork network = defaultOfApp();
      return network == null ? List.of() : List.of(network);
    }
    List<BearerNetwork> matching = new ArrayList<>();
    for (BearerNetwork network : up()) {
      if (network.satisfies(registration.request())) {
        matching.add(network);
      }
    }
    // The default network has the higher score.
    return registration.isListener() || matching.size() < 2 ? matching : matching.subList(0, 1);
  }

  /** The device's default network first, a VPN last. */
  private List<BearerNetwork> up() {
    List<BearerNetwork> up = new ArrayList<>();
    BearerNetwork wifi = networks.get(RadioState.WIFI);
    if (wifi != null && radio.hasWifi()) {
      up.add(wifi);
    }
    BearerNetwork cellular = networks.get(RadioState.CELLULAR);
    if (cellular != null && canHaveCellular() && wantsCellular()) {
      up.add(radio.hasDefault(RadioState.CELLULAR) ? 0 : up.size(), cellular);
    }
    BearerNetwork vpn = networks.get(RadioState.VPN);
    if (vpn != null && radio.hasVpn()) {
      up.add(vpn);
    }
    return up;
  }

  /** The network of the app's traffic without a choice: a VPN, or the device's default network. */
  synchronized BearerNetwork defaultOfApp() {
    BearerNetwork vpn = radio.hasVpn() ? networks.get(RadioState.VPN) : null;
    return vpn == null ? defaultNetwork() : vpn;
  }

  /** The default network of the device, which a VPN lies over. */
  synchronized BearerNetwork defaultNetwork() {
    for (BearerNetwork network : up()) {
      if (radio.hasDefault(network.bearer())) {
        return network;
      }
    }
    return null;
  }

  /** Returns the default network if it satisfies the request, else null. */
  public synchronized Network defaultSatisfying(NetworkRequest request) {
    BearerNetwork network = defaultOfApp();
    return network == null || !network.satisfies(request) ? null : network.network();
  }

  synchronized List<BearerNetwork> networks() {
    return up();
  }

  /** Returns null if the network is not up. */
  synchronized BearerNetwork find(Network network) {
    for (BearerNetwork candidate : up()) {
      if (candidate.network().equals(network)) {
        return candidate;
      }
    }
    return null;
  }

  synchronized BearerNetwork findType(int legacyType) {
    for (BearerNetwork candidate : up()) {
      if (candidate.legacyType() == legacyType) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * Implements getNetworkInfo(type). A bearer that is down has an answer too; types that the
   * handset does not have return null.
   */
  public synchronized NetworkInfo legacyInfo(int type) {
    if (!BearerNetwork.hasType(type)) {
      return null;
    }
    BearerNetwork network = findType(type);
    return network == null
        ? BearerNetwork.legacyInfo(type, NetworkInfo.DetailedState.DISCONNECTED)
        : network.legacyInfo();
  }

  /** Null if there is none. */
  ProxyInfo proxy() {
    return proxy.proxy();
  }

  /** Returns null if the network is not up. */
  public String bearerOf(Network network) {
    BearerNetwork found = find(network);
    return found == null ? null : found.bearer();
  }

  /** Returns null if the bearer is not up. */
  public synchronized Network networkOf(String bearer) {
    for (BearerNetwork network : up()) {
      if (network.bearer().equals(bearer)) {
        return network.network();
      }
    }
    return null;
  }

  /** Returns the `requests` answer. */
  public synchronized Map<String, Object> describe() {
    return Map.of("networkRequests", registrations.size(), "everHeld", everHeld);
  }
}
