package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.TokenSource;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;

final class TokenFailuresAsOther implements Parts {
  @Override
  public TokenSource tokens(TokenSource reference) {
    return (call, scrip) -> {
      try {
        return reference.obtain(call, scrip);
      } catch (FailureException error) {
        throw new FailureException(Failure.INTERNAL, error);
      } catch (GatewayRefusal refusal) {
        throw new GatewayRefusal(ResultCode.OTHER);
      }
    };
  }
}
