package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

/** The scrip's authType is delivered with each of its tokens. */
final class AuthTypeOfRetrieval implements Parts {
  private static final String WIFI_ALONE = "2";

  private volatile String authType = "2";

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      authType = device.networkType(device.sim()).equals(WIFI_ALONE) ? "1" : "2";
      return reference.retrieve(call);
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (EditedResults.isSuccess(result) && result.has("authType")) {
            result.put("authType", authType);
            result.put("authTypeDes", authType.equals("1") ? "WiFi下网关鉴权" : "网关鉴权");
          }
        });
  }
}
