package app.quhao.mutants.device;

import android.content.Context;
import android.net.Network;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;

final class DefaultNetworkReadOnce implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      private Network first;

      @Override
      public synchronized Network defaultNetwork() {
        if (first == null) {
          first = super.defaultNetwork();
        }
        return first;
      }
    };
  }
}
