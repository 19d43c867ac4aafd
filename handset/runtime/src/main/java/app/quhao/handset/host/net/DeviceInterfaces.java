package app.quhao.handset.host.net;

import app.quhao.handset.host.radio.RadioState;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network interfaces of the device, for classes of apps, which call it in place of
 * java.net.NetworkInterface (NetworkInterfaceCalls). They follow the radio.
 */
public final class DeviceInterfaces {
  public static final String WIFI = "wlan0";
  public static final int WIFI_PREFIX = 24;
  public static final int CELLULAR_PREFIX = 30;
  public static final int VPN_PREFIX = 32;
  public static final int IPV6_PREFIX = 64;

  /** 464XLAT, where mobile data has IPv6 alone (handset/src/radio/nat64.ts). */
  public static final String CLAT = "v4-";

  public static final String CLAT_ADDRESS = "192.0.0.4";
  public static final int CLAT_PREFIX = 32;

  private static final String LOOPBACK = "lo";
  private static final int LOOPBACK_PREFIX = 8;
  private static final int MTU = 1500;
  private static final int LOOPBACK_MTU = 65_536;

  private static volatile RadioState radio = RadioState.off();

  private DeviceInterfaces() {}

  public static void update(RadioState state) {
    radio = state;
  }

  /** The order is that of `ip addr`. */
  private static List<NetworkInterface> all() {
    RadioState state = radio;
    List<NetworkInterface> interfaces = new ArrayList<>();
    interfaces.add(make(LOOPBACK, 1, "127.0.0.1", LOOPBACK_PREFIX));
    if (state.hasWifi()) {
      interfaces.add(
          make(WIFI, interfaces.size() + 1, state.wifi().address(), WIFI_PREFIX));
    }
    if (state.canHaveCellular() && state.mobile().ipv6() != null) {
      String name = state.mobile().interfaceName();
      interfaces.add(make(name, interfaces.size() + 1, state.mobile().ipv6(), IPV6_PREFIX));
      interfaces.add(make(CLAT + name, interfaces.size() + 1, CLAT_ADDRESS, CLAT_PREFIX));
    } else if (state.canHaveCellular()) {
      interfaces.add(
          make(
              state.mobile().interfaceName(),
              interfaces.size() + 1,
              state.mobile().address(),
              CELLULAR_PREFIX));
    }
    if (state.hasVpn()) {
      interfaces.add(
          make(
              state.vpn().interfaceName(),
              interfaces.size() + 1,
              state.vpn().address(),
              VPN_PREFIX));
    }
    return interfaces;
  }

  /** The JDK's constructors and fields are private to its package; java.net is open to us. */
  private static NetworkInterface make(String name, int index, String text, int prefix) {
    try {
      InetAddress address = InetAddress.getByName(text);
      Constructor<NetworkInterface> constructor =
          NetworkInterface.class.getDeclaredConstructor(
              String.class, int.class, InetAddress[].class);
      constructor.setAccessible(true);
      NetworkInterface made =
          constructor.newInstance(name, index, new InetAddress[] {address});
      Constructor<InterfaceAddress> ofAddress =
          InterfaceAddress.class.getDeclaredConstructor();
      ofAddress.setAccessible(true);
      InterfaceAddress binding = ofAddress.newInstance();
      set(binding, "address", address);
      set(binding, "maskLength", (short) prefix);
      set(made, "bindings", new InterfaceAddress[] {binding});
      set(made, "childs", new NetworkInterface[0]);
      set(made, "displayName", name);
      return made;
    } catch (ReflectiveOperationException | UnknownHostException e) {
      throw new IllegalStateException("An interface cannot be made: " + name + " " + text, e);
    }
  }

  private static void set(Object object, String field, Object value)
      throws ReflectiveOperationException {
    Field found = object.getClass().getDeclaredField(field);
    found.setAccessible(true);
    found.set(object, value);
  }

  public static Enumeration<NetworkInterface> getNetworkInterfaces() {
    return Collections.enumeration(all());
  }

  public static Stream<NetworkInterface> networkInterfaces() {
    return all().stream();
  }

  /** The address of the network that traffic without a choice takes; the wildcard without a network. */
  static InetAddress defaultAddress() {
    RadioState state = radio;
    String text = "0.0.0.0";
    if (state.hasVpn()) {
      text = state.vpn().address();
    } else if (state.hasDefault(RadioState.WIFI)) {
      text = state.wifi().address();
    } else if (state.hasDefault(RadioState.CELLULAR)) {
      text = state.mobile().ipv6() == null ? state.mobile().address() : CLAT_ADDRESS;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Not an address: " + text, e);
    }
  }

  public static NetworkInterface getByName(String name) {
    if (name == null) {
      throw new NullPointerException("name == null");
    }
    return all().stream().filter(each -> each.getName().equals(name)).findFirst().orElse(null);
  }

  public static NetworkInterface getByIndex(int index) {
    return all().stream().filter(each -> each.getIndex() == index).findFirst().orElse(null);
  }

  public static NetworkInterface getByInetAddress(InetAddress address) {
    if (address == null) {
      throw new NullPointerException("address == null");
    }
    return all().stream()
        .filter(each -> Collections.list(each.getInetAddresses()).contains(address))
        .findFirst()
        .orElse(null);
  }

  /** The interface may have gone since the object was made. */
  public static boolean isUp(NetworkInterface each) {
    return getByName(each.getName()) != null;
  }

  public static boolean isLoopback(NetworkInterface each) {
    return each.getName().equals(LOOPBACK);
  }

  public static boolean isPointToPoint(NetworkInterface each) {
    return each.getName().startsWith("tun");
  }

  public static boolean supportsMulticast(NetworkInterface each) {
    return each.getName().equals(WIFI);
  }

  public static int getMTU(NetworkInterface each) throws SocketException {
    if (!isUp(each)) {
      throw new SocketException("No such device: " + each.getName());
    }
    return isLoopback(each) ? LOOPBACK_MTU : MTU;
  }

  /** Since Android 11 an app gets no hardware address. */
  public static byte[] getHardwareAddress(NetworkInterface each) {
    return null;
  }

  /** The names of the methods that are replaced. */
  static List<String> methods() {
    return Arrays.stream(DeviceInterfaces.class.getMethods())
        .filter(method -> method.getDeclaringClass() == DeviceInterfaces.class)
        .map(java.lang.reflect.Method::getName)
        .filter(name -> !name.equals("update"))
        .toList();
  }
}
