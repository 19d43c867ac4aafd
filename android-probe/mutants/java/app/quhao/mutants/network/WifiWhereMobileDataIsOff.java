package app.quhao.mutants.network;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.CellularAccess;

final class WifiWhereMobileDataIsOff implements Parts {
  private volatile Device real;

  @Override
  public Device device(Device reference, Context context) {
    real = reference;
    return new DeviceDecorator(reference) {
      @Override
      public boolean isMobileDataOn() {
        return defaultNetwork() != null;
      }
    };
  }

  @Override
  public CellularAccess cellular(CellularAccess reference, Context context) {
    return (call, resources) ->
        real.isMobileDataOn()
            ? reference.acquire(call, resources)
            : new BorrowedNetwork(real.defaultNetwork());
  }
}
