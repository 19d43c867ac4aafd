package app.quhao.mutants.network;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;

final class VpnAsNoNetwork implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    ConnectivityManager manager =
        (ConnectivityManager) context.getSystemService(Context.CONNECTIVITY_SERVICE);
    return new DeviceDecorator(reference) {
      @Override
      public Network defaultNetwork() {
        Network network = super.defaultNetwork();
        NetworkCapabilities has = network == null ? null : manager.getNetworkCapabilities(network);
        boolean isVpn = has != null && has.hasTransport(NetworkCapabilities.TRANSPORT_VPN);
        return isVpn ? null : network;
      }

      @Override
      public boolean isMobileDataOn() {
        return defaultNetwork() != null && super.isMobileDataOn();
      }
    };
  }
}
