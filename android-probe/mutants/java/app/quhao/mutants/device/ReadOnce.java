package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

/** SIM and networks are read when they are first needed, and never again. */
final class ReadOnce implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      private Sim sim;
      private String networkType;

      @Override
      public synchronized Sim sim() {
        if (sim == null) {
          sim = super.sim();
        }
        return sim;
      }

      @Override
      public synchronized String networkType(Sim of) {
        if (networkType == null) {
          networkType = super.networkType(of);
        }
        return networkType;
      }
    };
  }
}
