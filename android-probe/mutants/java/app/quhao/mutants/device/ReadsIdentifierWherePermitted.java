package app.quhao.mutants.device;

import android.Manifest;
import android.content.Context;
import android.content.pm.PackageManager;
import android.telephony.TelephonyManager;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;

/**
 * READ_PHONE_STATE is taken for the right to the subscriber's identifier, as it was before Android
 * 10.
 */
final class ReadsIdentifierWherePermitted implements Parts {
  @Override
  public Device device(Device reference, Context context) {
    TelephonyManager telephony =
        (TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE);
    return new DeviceDecorator(reference) {
      @Override
      public Sim sim() {
        Sim sim = super.sim();
        boolean isPermitted =
            context.checkSelfPermission(Manifest.permission.READ_PHONE_STATE)
                == PackageManager.PERMISSION_GRANTED;
        return isPermitted
            ? new Sim(sim.state, String.valueOf(telephony.getSubscriberId()), sim.operator)
            : sim;
      }
    };
  }
}
