package app.quhao.handset.device.shadow;

import android.net.TrafficStats;
import android.os.Process;
import app.quhao.handset.device.Handset;
import app.quhao.handset.host.net.DeviceInterfaces;
import app.quhao.handset.host.net.TrafficCounters;
import app.quhao.handset.host.net.TrafficCounters.Bytes;
import app.quhao.handset.host.radio.RadioState;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowTrafficStats;

/** Bytes by the relay's counters. Packets are not counted there, which Android calls unsupported. */
@Implements(TrafficStats.class)
public final class TrafficStatsShadow extends ShadowTrafficStats {
  private static TrafficCounters counters() {
    return Handset.current().seam().network().counters();
  }

  @Implementation
  protected static long getMobileRxBytes() {
    return counters().ofAll(RadioState.CELLULAR).in();
  }

  @Implementation
  protected static long getMobileTxBytes() {
    return counters().ofAll(RadioState.CELLULAR).out();
  }

  @Implementation
  protected static long getTotalRxBytes() {
    return getMobileRxBytes() + counters().ofAll(RadioState.WIFI).in();
  }

  @Implementation
  protected static long getTotalTxBytes() {
    return getMobileTxBytes() + counters().ofAll(RadioState.WIFI).out();
  }

  /** Since Android 7 the counters of other apps are unsupported. */
  @Implementation
  protected static long getUidRxBytes(int uid) {
    return uid == Process.myUid()
        ? counters().ofOwn(RadioState.CELLULAR).in() + counters().ofOwn(RadioState.WIFI).in()
        : TrafficStats.UNSUPPORTED;
  }

  @Implementation
  protected static long getUidTxBytes(int uid) {
    return uid == Process.myUid()
        ? counters().ofOwn(RadioState.CELLULAR).out() + counters().ofOwn(RadioState.WIFI).out()
        : TrafficStats.UNSUPPORTED;
  }

  @Implementation
  protected static long getRxBytes(String name) {
    Bytes bytes = ofInterface(name);
    return bytes == null ? TrafficStats.UNSUPPORTED : bytes.in();
  }

  @Implementation
  protected static long getTxBytes(String name) {
    Bytes bytes = ofInterface(name);
    return bytes == null ? TrafficStats.UNSUPPORTED : bytes.out();
  }

  private static Bytes ofInterface(String name) {
    if (name.equals(DeviceInterfaces.WIFI)) {
      return counters().ofAll(RadioState.WIFI);
    }
    RadioState radio = Handset.current().services().radio().state();
    if (radio.hasVpn() && name.equals(radio.vpn().interfaceName())) {
      return counters().ofAll(RadioState.VPN);
    }
    return name.equals(radio.mobile().interfaceName())
        ? counters().ofAll(RadioState.CELLULAR)
        : null;
  }

  @Implementation
  protected static long getRxPackets(String name) {
    return TrafficStats.UNSUPPORTED;
  }

  @Implementation
  protected static long getTxPackets(String name) {
    return TrafficStats.UNSUPPORTED;
  }
}
