package app.quhao.variants.result;

import android.content.Context;
import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class WifiAuthTypeWithBoth implements Parts {
  private volatile Device device;

  @Override
  public Device device(Device reference, Context context) {
    device = reference;
    return reference;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          boolean hasBoth = "3".equals(device.networkType(device.sim()));
          if (hasBoth && "2".equals(result.optString("authType"))) {
            result.put("authType", "1").put("authTypeDes", "WiFi下网关鉴权");
          }
        });
  }
}
