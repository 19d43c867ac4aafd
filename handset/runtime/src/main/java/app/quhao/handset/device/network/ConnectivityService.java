package app.quhao.handset.device.network;

import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkInfo;
import android.net.NetworkRequest;
import android.os.IBinder;
import android.os.Messenger;
import android.os.ServiceSpecificException;
import app.quhao.handset.device.clock.Timers;
import app.quhao.handset.host.radio.RadioState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Which networks are up and who is told: the system's ConnectivityService for one app.
 * ConnectivityManager's own code talks to it, so that handlers, threads and the order of callbacks
 * are the framework's.
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
  private final Map<String, BearerNetwork> networks = new LinkedHashMap<>();
  private final List<NetworkRegistration> registrations = new ArrayList<>();
  private RadioState radio = RadioState.off();
  private int nextNetworkId = FIRST_NETWORK_ID;
  private int nextRequestId = 1;
  private int everHeld;
  private Future<?> lingering;

  public ConnectivityService(Timers timers) {
    this.timers = timers;
  }

  /** Takes the new state; all callbacks have been posted when it returns. */
  public synchronized void update(RadioState state) {
    boolean cellularWasDefault = radio.hasDefault(RadioState.CELLULAR);
    radio = state;
    if (cellularWasDefault && state.hasDefault(RadioState.WIFI) && state.canHaveCellular()) {
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
    // The caller has to know its request before the first callback comes: ConnectivityManager holds
    // its own lock until we return.
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
    if (registrations.contains(registration) && registration.told().isEmpty()) {
      registrations.remove(registration);
      NetworkCallbacks.unavailable(registration);
    }
  }

  /**
   * Wi-Fi has taken over from mobile data: the old network stays for a while, so that its
   * connections can end.
   */
  private void linger() {
    BearerNetwork cellular = networks.get(RadioState.CELLULAR);
    if (cellular == null) {
      return;
    }
    for (NetworkRegistration registration : registrations) {
      if (registration.isListener() && registration.told().contains(cellular.network())) {
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

  /** Brings networks up and down as the radio and the requests have it, then tells everybody. */
  private void settle() {
    if (!radio.canHaveCellular() && lingering != null) {
      lingering.cancel(false);
      lingering = null;
    }
    BearerNetwork wifi = bring(RadioState.WIFI, radio.hasWifi());
    BearerNetwork cellular = bring(RadioState.CELLULAR, radio.canHaveCellular() && wantsCellular());
    List<NetworkRegistration> toTell = List.copyOf(registrations);
    for (NetworkRegistration registration : toTell) {
      tell(registration);
    }
    drop(RadioState.WIFI, wifi);
    drop(RadioState.CELLULAR, cellular);
  }

  /** Mobile data is up where it is the default or somebody asks for what Wi-Fi is not. */
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

  private boolean couldBeCellular(NetworkRequest request) {
    return new BearerNetwork(RadioState.CELLULAR, 0, radio).satisfies(request);
  }

  /**
   * The network while it is up; null where it is not, though it stays in the map until everybody
   * has been told.
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
    tellChange(network, network.update(radio));
    return network;
  }

  private void drop(String bearer, BearerNetwork up) {
    if (up == null) {
      networks.remove(bearer);
    }
  }

  private void tellChange(BearerNetwork network, BearerNetwork.Change change) {
    for (NetworkRegistration registration : registrations) {
      if (!registration.told().contains(network.network())) {
        continue;
      }
      if (change.ofCapabilities()) {
        NetworkCallbacks.capabilities(registration, network);
      }
      if (change.ofLink()) {
        NetworkCallbacks.link(registration, network);
      }
    }
  }

  private void tell(NetworkRegistration registration) {
    List<BearerNetwork> due = due(registration);
    for (Network told : List.copyOf(registration.told())) {
      if (due.stream().noneMatch(network -> network.network().equals(told))) {
        registration.told().remove(told);
        // Who is handed on to another network is told of that one only.
        if (registration.isListener() || due.isEmpty()) {
          NetworkCallbacks.lost(registration, told);
        }
      }
    }
    for (BearerNetwork network : due) {
      if (registration.told().add(network.network())) {
        registration.cancelTimeout();
        NetworkCallbacks.available(registration, network);
      }
    }
  }

  private List<BearerNetwork> due(NetworkRegistration registration) {
    if (registration.tracksDefault()) {
      BearerNetwork network = defaultNetwork();
      return network == null ? List.of() : List.of(network);
    }
    List<BearerNetwork> matching = new ArrayList<>();
    for (BearerNetwork network : up()) {
      if (network.satisfies(registration.request())) {
        matching.add(network);
      }
    }
    // Wi-Fi scores higher.
    return registration.isListener() || matching.size() < 2 ? matching : matching.subList(0, 1);
  }

  /** Wi-Fi first. */
  private List<BearerNetwork> up() {
    List<BearerNetwork> up = new ArrayList<>();
    BearerNetwork wifi = networks.get(RadioState.WIFI);
    if (wifi != null && radio.hasWifi()) {
      up.add(wifi);
    }
    BearerNetwork cellular = networks.get(RadioState.CELLULAR);
    if (cellular != null && radio.canHaveCellular() && wantsCellular()) {
      up.add(cellular);
    }
    return up;
  }

  synchronized BearerNetwork defaultNetwork() {
    for (BearerNetwork network : up()) {
      if (radio.hasDefault(network.bearer())) {
        return network;
      }
    }
    return null;
  }

  synchronized List<BearerNetwork> networks() {
    return up();
  }

  /** Null where the network is not up (any more). */
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
   * For getNetworkInfo(type): there is an answer for a bearer that is down, too; null for one that
   * the handset lacks.
   */
  public synchronized NetworkInfo legacyInfo(int type) {
    if (type != ConnectivityManager.TYPE_WIFI && type != ConnectivityManager.TYPE_MOBILE) {
      return null;
    }
    BearerNetwork network = findType(type);
    return network == null
        ? BearerNetwork.legacyInfo(type, NetworkInfo.DetailedState.DISCONNECTED)
        : network.legacyInfo();
  }

  /** Null where the network is not up. */
  public String bearerOf(Network network) {
    BearerNetwork found = find(network);
    return found == null ? null : found.bearer();
  }

  /** Null where the bearer is not up. */
  public synchronized Network networkOf(String bearer) {
    for (BearerNetwork network : up()) {
      if (network.bearer().equals(bearer)) {
        return network.network();
      }
    }
    return null;
  }

  /** The `requests` answer. */
  public synchronized Map<String, Object> describe() {
    return Map.of("networkRequests", registrations.size(), "everHeld", everHeld);
  }
}
