package app.quhao.mutants.device;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;

/** getNetworkType knows the SIM's operator, and requests name the network's. */
final class OperatorOfCellSent extends SentOtherwise {
  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        String cell = phone.getNetworkOperator();
        boolean isKept = isReported() || cell.isEmpty();
        return isKept ? sim : new Sim(sim.state, sim.subscription, cell);
      }
    };
  }
}
