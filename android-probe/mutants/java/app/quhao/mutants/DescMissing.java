package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Policies;
import org.json.JSONObject;

final class DescMissing implements Policies {
  @Override
  public JSONObject shape(Api api, JSONObject result) {
    if (api == Api.GET_PHONE_INFO) result.remove("desc");
    return result;
  }
}
