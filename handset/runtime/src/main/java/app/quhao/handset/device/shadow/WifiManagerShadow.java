package app.quhao.handset.device.shadow;

import android.net.wifi.WifiInfo;
import android.net.wifi.WifiManager;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.radio.WifiStatus;
import app.quhao.handset.host.radio.RadioState;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/**
 * WifiManager with the state of the handset's radio. Robolectric 4.17's own shadow cannot be
 * extended at API 35, because it refers to classes of API 36.
 */
@Implements(WifiManager.class)
public final class WifiManagerShadow {
  private static RadioState radio() {
    return Handset.current().services().radio().state();
  }

  @Implementation
  protected int getWifiState() {
    return WifiStatus.stateOf(radio());
  }

  @Implementation
  protected boolean isWifiEnabled() {
    return radio().wifi().enabled();
  }

  @Implementation
  protected WifiInfo getConnectionInfo() {
    return WifiStatus.infoOf(radio());
  }

  /** Apps cannot switch Wi-Fi since API 29. */
  @Implementation
  protected boolean setWifiEnabled(boolean on) {
    return false;
  }
}
