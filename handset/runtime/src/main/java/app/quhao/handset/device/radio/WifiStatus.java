package app.quhao.handset.device.radio;

import android.Manifest.permission;
import android.net.wifi.WifiInfo;
import android.net.wifi.WifiManager;
import app.quhao.handset.device.app.AppPermissions;
import app.quhao.handset.host.radio.RadioState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowWifiInfo;

/** Converts the Wi-Fi state to WifiManager constants. */
public final class WifiStatus {
  private WifiStatus() {}

  public static int stateOf(RadioState radio) {
    return radio.wifi().enabled()
        ? WifiManager.WIFI_STATE_ENABLED
        : WifiManager.WIFI_STATE_DISABLED;
  }

  public static WifiInfo infoOf(RadioState radio) {
    WifiInfo info = ShadowWifiInfo.newInstance();
    ShadowWifiInfo fields = Shadow.extract(info);
    if (!radio.hasWifi()) {
      return info;
    }
    try {
      fields.setInetAddress(InetAddress.getByName(radio.wifi().address()));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Radio state: not an address: " + radio.wifi(), e);
    }
    // Without the right to a location a WifiInfo keeps its defaults, which name no network.
    if (AppPermissions.holds(permission.ACCESS_FINE_LOCATION)) {
      fields.setSSID("quhao");
      fields.setBSSID("02:00:00:00:00:01");
      fields.setNetworkId(1);
    }
    fields.setRssi(-55);
    fields.setLinkSpeed(433);
    fields.setFrequency(5180);
    return info;
  }
}
