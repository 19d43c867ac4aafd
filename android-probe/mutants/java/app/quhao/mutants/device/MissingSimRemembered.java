package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

/** A device that once had no SIM has none. */
final class MissingSimRemembered implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      private Sim missing;

      @Override
      public synchronized Sim sim() {
        if (missing != null) {
          return missing;
        }
        Sim sim = super.sim();
        missing = sim.state == Sim.State.ABSENT ? sim : null;
        return sim;
      }
    };
  }
}
