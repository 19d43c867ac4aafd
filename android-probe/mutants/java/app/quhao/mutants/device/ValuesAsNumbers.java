package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import org.json.JSONException;
import org.json.JSONObject;

final class ValuesAsNumbers implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        JSONObject read = super.networkType();
        try {
          return new JSONObject()
              .put("operatortype", read.optInt("operatortype"))
              .put("networktype", read.optInt("networktype"));
        } catch (JSONException error) {
          throw new IllegalStateException(error);
        }
      }
    };
  }
}
