package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

final class DataSwitchUnread implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public String networkType(Sim sim) {
        String read = super.networkType(sim);
        boolean isMobile = sim.state == Sim.State.READY;
        return isMobile && read.equals("2") ? "3" : read;
      }
    };
  }
}
