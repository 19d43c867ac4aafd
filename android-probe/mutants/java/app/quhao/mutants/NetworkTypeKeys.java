package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultJson;
import org.json.JSONObject;

final class NetworkTypeKeys implements Policies {
  @Override
  public JSONObject networkType(String operatorType, String networkType) {
    return ResultJson.of("operatorType", operatorType, "networkType", networkType);
  }
}
