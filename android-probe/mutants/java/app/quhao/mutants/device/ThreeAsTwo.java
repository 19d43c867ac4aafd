package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultJson;
import org.json.JSONObject;

final class ThreeAsTwo implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        JSONObject read = super.networkType();
        boolean isBoth = "3".equals(read.optString("networktype"));
        return isBoth
            ? ResultJson.of("operatortype", read.optString("operatortype"), "networktype", "2")
            : read;
      }
    };
  }
}
