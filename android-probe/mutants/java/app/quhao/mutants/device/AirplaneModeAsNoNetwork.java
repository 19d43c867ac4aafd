package app.quhao.mutants.device;

import android.content.Context;
import android.net.Network;
import android.provider.Settings;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;

final class AirplaneModeAsNoNetwork implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public Network defaultNetwork() {
        boolean isOff =
            Settings.Global.getInt(
                    context.getContentResolver(), Settings.Global.AIRPLANE_MODE_ON, 0)
                != 0;
        return isOff ? null : super.defaultNetwork();
      }
    };
  }
}
