package app.quhao.mutants.device;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultJson;
import org.json.JSONObject;

final class OperatorsSwapped implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public JSONObject networkType() {
        JSONObject read = super.networkType();
        String operator = read.optString("operatortype");
        if (operator.equals(Sim.UNICOM)) {
          ResultJson.put(read, "operatortype", Sim.TELECOM);
        } else if (operator.equals(Sim.TELECOM)) {
          ResultJson.put(read, "operatortype", Sim.UNICOM);
        }
        return read;
      }
    };
  }
}
