package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.policy.ResultJson;
import org.json.JSONObject;

final class KeyTooMany implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        JSONObject read = super.networkType();
        ResultJson.put(read, "resultCode", ResultCode.SUCCESS.code);
        return read;
      }
    };
  }
}
