package app.quhao.mutants.cache;

import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.policy.ResultCode;

final class RefusedScripSentAgain implements Parts {
  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      try {
        return reference.obtain(call, scrip);
      } catch (GatewayRefusal refusal) {
        if (refusal.code != ResultCode.SCRIP_INVALID) {
          throw refusal;
        }
        return reference.obtain(call, scrip);
      }
    };
  }
}
