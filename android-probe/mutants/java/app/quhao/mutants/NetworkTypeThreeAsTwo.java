package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import org.json.JSONObject;

final class NetworkTypeThreeAsTwo implements Policies {
  @Override
  public JSONObject networkType(String operatorType, String networkType) {
    return Policies.super.networkType(operatorType, networkType.equals("3") ? "2" : networkType);
  }
}
