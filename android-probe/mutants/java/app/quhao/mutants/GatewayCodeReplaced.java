package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class GatewayCodeReplaced implements Policies {
  @Override
  public ResultCode codeOfGateway(String resultCode) {
    return ResultCode.OTHER;
  }
}
