package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Flow;
import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Sources;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.ResultCode;

final class CheckRepeatsWithoutEnd implements Parts {
  @Override
  public Flow flow(Api api, Flow reference, Sources sources) {
    if (api != Api.MOBILE_AUTH) {
      return reference;
    }
    return call -> {
      while (call.isOpen()) {
        try {
          reference.run(call);
        } catch (GatewayRefusal refusal) {
          if (refusal.code != ResultCode.SCRIP_INVALID) {
            throw refusal;
          }
        }
      }
    };
  }
}
