package app.quhao.mutants.device;

import android.content.Context;
import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.DeviceDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import org.json.JSONObject;

/** getNetworkType knows the networks, and requests say that they are unknown. */
final class NetworkTypeZeroSent implements Parts {
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
    return new DeviceDecorator(reference) {
      @Override
      public String networkType(Sim sim) {
        return isReported.get() ? super.networkType(sim) : "0";
      }
    };
  }
}
