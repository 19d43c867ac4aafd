package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.policy.ResultCode;

final class TokenUnknownCodeAsSuccess implements Parts {
  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      try {
        return reference.obtain(call, scrip);
      } catch (GatewayRefusal refusal) {
        // 200025 is no gateway's own: it stands for a code outside section 5.
        if (refusal.code != ResultCode.OTHER) {
          throw refusal;
        }
        return "none";
      }
    };
  }
}
