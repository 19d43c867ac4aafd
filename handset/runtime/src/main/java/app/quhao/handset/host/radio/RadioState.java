package app.quhao.handset.host.radio;

import app.quhao.handset.host.control.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The radio state of handset/PROTOCOL.md section 3. */
public record RadioState(
    boolean airplane,
    Wifi wifi,
    Mobile mobile,
    String defaultBearer,
    Vpn vpn,
    int dataSlot,
    List<Sim> sims) {

  public static final String WIFI = "wifi";
  public static final String CELLULAR = "cellular";
  public static final String VPN = "vpn";

  /** Where the state does not name the interface. */
  private static final String MOBILE_INTERFACE = "rmnet_data0";

  public record Wifi(
      boolean enabled,
      boolean connected,
      String address,
      boolean validated,
      boolean captivePortal) {}

  /** The address of IPv6 is null on a network of IPv4. */
  public record Mobile(
      boolean enabled,
      boolean connected,
      String address,
      String registration,
      String interfaceName,
      boolean denied,
      String ipv6) {}

  /** A VPN over the default bearer; null in the state where none is up. */
  public record Vpn(String address, String interfaceName) {}

  public record Sim(int slot, String state, String operator, String operatorName, String country) {
    public boolean isReady() {
      return state.equals("ready");
    }
  }

  /** The state before the first update: everything is off. */
  public static RadioState off() {
    return new RadioState(
        false,
        new Wifi(false, false, "", false, false),
        new Mobile(false, false, "", "denied", MOBILE_INTERFACE, false, null),
        null,
        null,
        0,
        List.of());
  }

  /** Throws IllegalArgumentException with the key that is missing or has the wrong type. */
  public static RadioState parse(Map<String, Object> json) {
    Map<String, Object> wifi = Json.object(json.get(WIFI));
    Map<String, Object> mobile = Json.object(json.get("mobile"));
    return new RadioState(
        value(json, "airplane", Boolean.class),
        new Wifi(
            value(wifi, "enabled", Boolean.class),
            value(wifi, "connected", Boolean.class),
            value(wifi, "address", String.class),
            value(wifi, "validated", Boolean.class),
            Boolean.TRUE.equals(wifi.get("captivePortal"))),
        new Mobile(
            value(mobile, "enabled", Boolean.class),
            value(mobile, "connected", Boolean.class),
            value(mobile, "address", String.class),
            value(mobile, "registration", String.class),
            mobile.get("interface") == null
                ? MOBILE_INTERFACE
                : value(mobile, "interface", String.class),
            Boolean.TRUE.equals(mobile.get("denied")),
            (String) mobile.get("ipv6")),
        json.get("default") == null ? null : value(json, "default", String.class),
        json.get(VPN) == null ? null : vpn(Json.object(json.get(VPN))),
        value(json, "dataSlot", Long.class).intValue(),
        sims(value(json, "sims", List.class)));
  }

  private static Vpn vpn(Map<String, Object> json) {
    return new Vpn(value(json, "address", String.class), value(json, "interface", String.class));
  }

  private static List<Sim> sims(List<?> list) {
    List<Sim> sims = new ArrayList<>();
    for (Object item : list) {
      Map<String, Object> sim = Json.object(item);
      sims.add(
          new Sim(
              value(sim, "slot", Long.class).intValue(),
              value(sim, "state", String.class),
              value(sim, "operator", String.class),
              value(sim, "operatorName", String.class),
              value(sim, "country", String.class)));
    }
    return List.copyOf(sims);
  }

  private static <T> T value(Map<String, Object> json, String key, Class<T> type) {
    Object value = json.get(key);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "Radio state: `" + key + "` wants a " + type.getSimpleName() + ", got " + value);
    }
    return type.cast(value);
  }

  public boolean hasWifi() {
    return wifi.enabled() && wifi.connected();
  }

  /**
   * Whether a request for mobile data can be satisfied. On a phone with Wi-Fi, mobile data comes up
   * only on request.
   */
  public boolean canHaveCellular() {
    return !airplane
        && mobile.enabled()
        && mobile.connected()
        && !mobile.registration().equals("denied");
  }

  public boolean hasDefault(String bearer) {
    return bearer.equals(defaultBearer);
  }

  public boolean hasVpn() {
    return vpn != null;
  }

  /** The SIM that carries mobile data, or null. */
  public Sim dataSim() {
    for (Sim sim : sims) {
      if (sim.slot() == dataSlot) {
        return sim;
      }
    }
    return null;
  }
}
