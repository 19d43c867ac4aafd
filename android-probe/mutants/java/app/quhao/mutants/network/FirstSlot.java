package app.quhao.mutants.network;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

final class FirstSlot implements Parts {
  /** The first SIM of a phone has it. */
  private static final int SUBSCRIPTION = 1;

  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager first =
        ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE))
            .createForSubscriptionId(SUBSCRIPTION);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim data = super.sim();
        boolean isReady = first.getSimState() == TelephonyManager.SIM_STATE_READY;
        return isReady ? new Sim(Sim.State.READY, data.subscription, first.getSimOperator()) : data;
      }
    };
  }
}
