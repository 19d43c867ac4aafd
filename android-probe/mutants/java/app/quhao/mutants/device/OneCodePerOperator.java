package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import java.util.Arrays;
import java.util.List;

final class OneCodePerOperator implements Parts {
  private static final List<String> KNOWN = Arrays.asList("46000", "46001", "46011");

  @Override
  public Device device(Device reference, Context context) {
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        return KNOWN.contains(sim.operator) ? sim : new Sim(sim.state, sim.subscription, "");
      }
    };
  }
}
