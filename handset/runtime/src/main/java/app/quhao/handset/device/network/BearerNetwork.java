package app.quhao.handset.device.network;

import android.net.ConnectivityManager;
import android.net.InetAddresses;
import android.net.IpPrefix;
import android.net.LinkAddress;
import android.net.LinkProperties;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkInfo;
import android.net.NetworkRequest;
import android.net.RouteInfo;
import android.net.TelephonyNetworkSpecifier;
import android.telephony.TelephonyManager;
import app.quhao.handset.host.net.DeviceInterfaces;
import app.quhao.handset.host.radio.RadioState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** A network that is up, as ConnectivityManager describes it. Each new connection has a new id. */
final class BearerNetwork {
  private static final String NAT64_PREFIX = "64:ff9b::/96";

  private static final Map<Integer, String> NAMES =
      Map.of(
          ConnectivityManager.TYPE_WIFI, "WIFI",
          ConnectivityManager.TYPE_MOBILE, "MOBILE",
          ConnectivityManager.TYPE_VPN, "VPN");

  private final String bearer;
  private final Network network;
  private NetworkCapabilities capabilities;
  private LinkProperties link;
  private boolean isBlocked;

  BearerNetwork(String bearer, int id, RadioState radio) {
    this.bearer = bearer;
    network = new Network(id);
    update(radio);
  }

  /** Applies the radio state and returns what has changed. */
  Change update(RadioState radio) {
    NetworkCapabilities newCapabilities =
        switch (bearer) {
          case RadioState.WIFI -> ofWifi(radio);
          case RadioState.VPN -> ofVpn(radio);
          default -> ofCellular(radio);
        };
    LinkProperties newLink =
        switch (bearer) {
          case RadioState.WIFI ->
              link(DeviceInterfaces.WIFI, radio.wifi().address(), DeviceInterfaces.WIFI_PREFIX);
          case RadioState.VPN ->
              link(
                  radio.vpn().interfaceName(),
                  radio.vpn().address(),
                  DeviceInterfaces.VPN_PREFIX);
          default -> mobileLink(radio);
        };
    boolean newBlocked = bearer.equals(RadioState.CELLULAR) && radio.mobile().denied();
    Change change =
        new Change(
            !newCapabilities.equals(capabilities),
            !newLink.equals(link),
            newBlocked != isBlocked);
    capabilities = newCapabilities;
    link = newLink;
    isBlocked = newBlocked;
    return change;
  }

  record Change(boolean ofCapabilities, boolean ofLink, boolean ofBlocking) {}

  /** Whether the user has denied the app this network. */
  boolean isBlocked() {
    return isBlocked;
  }

  private static NetworkCapabilities ofWifi(RadioState radio) {
    NetworkCapabilities capabilities =
        base(radio.wifi().validated())
            .addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED);
    if (radio.wifi().captivePortal()) {
      capabilities.addCapability(NetworkCapabilities.NET_CAPABILITY_CAPTIVE_PORTAL);
    }
    capabilities.setSignalStrength(-55);
    return capabilities;
  }

  private static NetworkCapabilities ofCellular(RadioState radio) {
    NetworkCapabilities capabilities =
        base(true).addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR);
    capabilities.setNetworkSpecifier(
        new TelephonyNetworkSpecifier.Builder()
            .setSubscriptionId(Subscriptions.idOf(radio.dataSlot()))
            .build());
    if (radio.mobile().registration().equals("roaming")) {
      capabilities.removeCapability(NetworkCapabilities.NET_CAPABILITY_NOT_ROAMING);
    }
    return capabilities;
  }

  /** The transports and the cost of the network below are a VPN's too. */
  private static NetworkCapabilities ofVpn(RadioState radio) {
    NetworkCapabilities capabilities =
        base(true)
            .addTransportType(NetworkCapabilities.TRANSPORT_VPN)
            .removeCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN);
    return radio.hasDefault(RadioState.WIFI)
        ? capabilities
            .addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
            .addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_METERED)
        : capabilities.addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR);
  }

  /**
   * Returns the capabilities of a default request, which differ by API level, and those of a
   * working network.
   */
  private static NetworkCapabilities base(boolean isValidated) {
    NetworkCapabilities capabilities =
        new NetworkCapabilities(new NetworkRequest.Builder().build().networkCapabilities);
    // A request carries the caller's uid. A network serves all uids.
    capabilities.setUids(null);
    capabilities
        .addCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
        .addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_ROAMING)
        .addCapability(NetworkCapabilities.NET_CAPABILITY_FOREGROUND)
        .addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_CONGESTED)
        .addCapability(NetworkCapabilities.NET_CAPABILITY_NOT_SUSPENDED);
    if (isValidated) {
      capabilities.addCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED);
    }
    return capabilities;
  }

  /** On a network of IPv6 alone IPv4 has a stacked link, whose addresses the device translates. */
  private static LinkProperties mobileLink(RadioState radio) {
    String name = radio.mobile().interfaceName();
    if (radio.mobile().ipv6() == null) {
      return link(name, radio.mobile().address(), DeviceInterfaces.CELLULAR_PREFIX);
    }
    LinkProperties link = link(name, radio.mobile().ipv6(), DeviceInterfaces.IPV6_PREFIX);
    LinkProperties stacked = new LinkProperties();
    stacked.setInterfaceName(DeviceInterfaces.CLAT + name);
    stacked.addLinkAddress(
        new LinkAddress(
            InetAddresses.parseNumericAddress(DeviceInterfaces.CLAT_ADDRESS),
            DeviceInterfaces.CLAT_PREFIX));
    link.addStackedLink(stacked);
    link.setNat64Prefix(new IpPrefix(NAT64_PREFIX));
    return link;
  }

  private static LinkProperties link(String interfaceName, String address, int prefix) {
    LinkProperties link = new LinkProperties();
    link.setInterfaceName(interfaceName);
    if (address.isEmpty()) {
      return link;
    }
    try {
      InetAddress own = InetAddress.getByName(address);
      byte[] gateway = own.getAddress();
      gateway[gateway.length - 1] = 1;
      InetAddress router = InetAddress.getByAddress(gateway);
      link.addLinkAddress(new LinkAddress(own, prefix));
      link.addRoute(new RouteInfo(null, router, interfaceName, RouteInfo.RTN_UNICAST));
      link.addDnsServer(router);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Radio state: not an address: `" + address + "`.", e);
    }
    return link;
  }

  String bearer() {
    return bearer;
  }

  /**
   * Returns a new object each time, as after Binder: the HttpURLConnections of one Network object
   * share a connection pool.
   */
  Network network() {
    return new Network(network);
  }

  NetworkCapabilities capabilities() {
    return new NetworkCapabilities(capabilities);
  }

  LinkProperties link() {
    return new LinkProperties(link);
  }

  boolean satisfies(NetworkRequest request) {
    return request.networkCapabilities.satisfiedByNetworkCapabilities(capabilities);
  }

  static boolean hasType(int legacyType) {
    return NAMES.containsKey(legacyType);
  }

  int legacyType() {
    return switch (bearer) {
      case RadioState.WIFI -> ConnectivityManager.TYPE_WIFI;
      case RadioState.VPN -> ConnectivityManager.TYPE_VPN;
      default -> ConnectivityManager.TYPE_MOBILE;
    };
  }

  NetworkInfo legacyInfo() {
    return legacyInfo(
        legacyType(),
        isBlocked ? NetworkInfo.DetailedState.BLOCKED : NetworkInfo.DetailedState.CONNECTED);
  }

  // NetworkInfo is deprecated, but the deprecated methods of ConnectivityManager return it.
  static NetworkInfo legacyInfo(int type, NetworkInfo.DetailedState state) {
    boolean isMobile = type == ConnectivityManager.TYPE_MOBILE;
    NetworkInfo info =
        new NetworkInfo(
            type,
            isMobile ? TelephonyManager.NETWORK_TYPE_LTE : 0,
            NAMES.get(type),
            isMobile ? "LTE" : "");
    info.setDetailedState(state, null, isMobile ? "cmnet" : null);
    info.setIsAvailable(true);
    return info;
  }
}
