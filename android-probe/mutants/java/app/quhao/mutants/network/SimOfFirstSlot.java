package app.quhao.mutants.network;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

/** Looks for a SIM in the first slot alone. */
final class SimOfFirstSlot implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager telephony = context.getSystemService(TelephonyManager.class);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        boolean isEmpty = telephony.getSimState(0) == TelephonyManager.SIM_STATE_ABSENT;
        return isEmpty ? new Sim(Sim.State.ABSENT, sim.subscription, sim.operator) : sim;
      }
    };
  }
}
