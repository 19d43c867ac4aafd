package app.quhao.handset.device.network;

import android.net.IConnectivityManager;
import android.net.LinkProperties;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkInfo;
import android.net.NetworkRequest;
import android.os.IBinder;
import android.os.Messenger;
import app.quhao.handset.host.coverage.NotSupported;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.robolectric.util.ReflectionHelpers;

/**
 * Implements IConnectivityManager for ConnectivityManager with ConnectivityService. The interface's
 * methods differ by API level, so arguments are selected by type. A method that is not in the table
 * is not supported: it throws for an app, and returns null, 0 or false to the framework.
 */
public final class ConnectivityBinder {
  private final ConnectivityService service;
  private final NotSupported notSupported;
  private final Map<String, Answer> table;

  /**
   * Methods with a permission check of their own, or without any: a request may always be released.
   */
  private static final Set<String> OWN_CHECK = Set.of("requestNetwork", "releaseNetworkRequest");

  /** Methods of every interface of a service. */
  private static final Set<String> OF_ANY = Set.of("asBinder", "hashCode", "equals", "toString");

  private static final int NOT_RESTRICTED =
      android.net.ConnectivityManager.RESTRICT_BACKGROUND_STATUS_DISABLED;

  private interface Answer {
    Object to(Object[] arguments);
  }

  private ConnectivityBinder(ConnectivityService service, NotSupported notSupported) {
    this.service = service;
    this.notSupported = notSupported;
    table =
        Map.ofEntries(
            Map.entry("requestNetwork", this::request),
            Map.entry("listenForNetwork", this::listen),
            Map.entry("releaseNetworkRequest", this::release),
            Map.entry("getActiveNetwork", arguments -> activeNetwork()),
            Map.entry("getActiveNetworkInfo", arguments -> info(service.defaultNetwork())),
            Map.entry("getActiveLinkProperties", arguments -> link(service.defaultNetwork())),
            Map.entry("getRestrictBackgroundStatusByCaller", arguments -> NOT_RESTRICTED),
            Map.entry("isActiveNetworkMetered", arguments -> isMetered()),
            Map.entry("getAllNetworks", arguments -> allNetworks()),
            Map.entry("getAllNetworkInfo", arguments -> allInfo()),
            Map.entry("getNetworkInfo", arguments -> service.legacyInfo((int) arguments[0])),
            Map.entry("getNetworkInfoForUid", arguments -> info(find(arguments))),
            Map.entry("getNetworkForType", this::networkForType),
            Map.entry("getProxyForNetwork", arguments -> service.proxy()),
            Map.entry("getGlobalProxy", arguments -> service.proxy()),
            Map.entry("getNetworkCapabilities", arguments -> capabilities(find(arguments))),
            Map.entry("getLinkProperties", arguments -> link(find(arguments))),
            Map.entry(
                "isNetworkSupported", arguments -> service.legacyInfo((int) arguments[0]) != null));
  }

  public static IConnectivityManager of(ConnectivityService service, NotSupported notSupported) {
    ConnectivityBinder binder = new ConnectivityBinder(service, notSupported);
    return (IConnectivityManager)
        Proxy.newProxyInstance(
            IConnectivityManager.class.getClassLoader(),
            new Class<?>[] {IConnectivityManager.class},
            (proxy, method, arguments) -> binder.answer(method, arguments));
  }

  private Object answer(Method method, Object[] arguments) {
    Answer answer = table.get(method.getName());
    if (answer == null) {
      if (!OF_ANY.contains(method.getName())) {
        notSupported.check();
      }
      return ReflectionHelpers.defaultValueForType(method.getReturnType().getName());
    }
    if (!OWN_CHECK.contains(method.getName())) {
      NetworkPermissions.enforceAccess();
    }
    return answer.to(arguments);
  }

  /** (asUid, capabilities, type, messenger, timeoutMs, token, legacyType, …). */
  private NetworkRequest request(Object[] arguments) {
    NetworkRequest.Type type = NetworkRequest.Type.values()[(int) arguments[2]];
    if (type == NetworkRequest.Type.REQUEST) {
      NetworkPermissions.enforceChange();
    } else {
      NetworkPermissions.enforceAccess();
    }
    return service.register(
        first(arguments, NetworkCapabilities.class),
        type,
        first(arguments, Messenger.class),
        first(arguments, IBinder.class),
        (int) arguments[4]);
  }

  private NetworkRequest listen(Object[] arguments) {
    return service.register(
        first(arguments, NetworkCapabilities.class),
        NetworkRequest.Type.LISTEN,
        first(arguments, Messenger.class),
        first(arguments, IBinder.class),
        0);
  }

  private Object release(Object[] arguments) {
    service.release(first(arguments, NetworkRequest.class));
    return null;
  }

  /** Null also where the app may not use it. */
  private Network activeNetwork() {
    BearerNetwork network = service.defaultOfApp();
    return network == null || network.isBlocked() ? null : network.network();
  }

  private BearerNetwork find(Object[] arguments) {
    return service.find(first(arguments, Network.class));
  }

  private Network networkForType(Object[] arguments) {
    return network(service.findType((int) arguments[0]));
  }

  private Network[] allNetworks() {
    return service.networks().stream().map(BearerNetwork::network).toArray(Network[]::new);
  }

  private NetworkInfo[] allInfo() {
    return List.of(
            service.legacyInfo(android.net.ConnectivityManager.TYPE_MOBILE),
            service.legacyInfo(android.net.ConnectivityManager.TYPE_WIFI))
        .toArray(new NetworkInfo[0]);
  }

  private boolean isMetered() {
    BearerNetwork network = service.defaultOfApp();
    return network != null
        && !network.capabilities().hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED);
  }

  private static Network network(BearerNetwork network) {
    return network == null ? null : network.network();
  }

  private static NetworkInfo info(BearerNetwork network) {
    return network == null ? null : network.legacyInfo();
  }

  private static LinkProperties link(BearerNetwork network) {
    return network == null ? null : network.link();
  }

  private static NetworkCapabilities capabilities(BearerNetwork network) {
    return network == null ? null : network.capabilities();
  }

  private static <T> T first(Object[] arguments, Class<T> type) {
    for (Object argument : arguments) {
      if (type.isInstance(argument)) {
        return type.cast(argument);
      }
    }
    return null;
  }
}
