package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import org.json.JSONObject;

final class NullOffline implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        JSONObject read = super.networkType();
        return "0".equals(read.optString("networktype")) ? null : read;
      }
    };
  }
}
