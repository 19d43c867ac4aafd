package app.quhao.mutants.device;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

final class LockedSimAsReady implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        boolean isLocked = phone.getSimState() == TelephonyManager.SIM_STATE_PIN_REQUIRED;
        return isLocked ? new Sim(Sim.State.READY, sim.subscription, sim.operator) : sim;
      }
    };
  }
}
