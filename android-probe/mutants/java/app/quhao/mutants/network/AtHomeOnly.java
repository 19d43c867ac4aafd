package app.quhao.mutants.network;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;

/** Takes mobile data for switched off where the SIM is in a network of somebody else. */
final class AtHomeOnly implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager telephony = context.getSystemService(TelephonyManager.class);
    return new DeviceDecorator(reference) {
      @Override
      public boolean isMobileDataOn() {
        return super.isMobileDataOn() && !telephony.isNetworkRoaming();
      }
    };
  }
}
