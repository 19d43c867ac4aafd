package app.quhao.mutants.device;

import android.content.Context;
import android.telephony.TelephonyManager;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import org.json.JSONObject;

/** getNetworkType knows the SIM's operator, and requests name the network's. */
final class OperatorOfCellSent implements Parts {
  private final ThreadLocal<Boolean> isReported = ThreadLocal.withInitial(() -> false);

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        isReported.set(true);
        try {
          return super.networkType();
        } finally {
          isReported.set(false);
        }
      }
    };
  }

  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager phone = (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        String cell = phone.getNetworkOperator();
        boolean isKept = isReported.get() || cell.isEmpty();
        return isKept ? sim : new Sim(sim.state, sim.subscription, cell);
      }
    };
  }
}
