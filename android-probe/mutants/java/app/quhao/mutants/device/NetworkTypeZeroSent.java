package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;

/** getNetworkType knows the networks, and requests say that they are unknown. */
final class NetworkTypeZeroSent extends SentOtherwise {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public String networkType(Sim sim) {
        return isReported() ? super.networkType(sim) : "0";
      }
    };
  }
}
