package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.ResultCode;

final class GatewayCodeReplaced implements Parts, CodePolicy {
  @Override
  public CodePolicy codes(CodePolicy reference) {
    return this;
  }

  @Override
  public ResultCode codeOfGateway(String resultCode) {
    return ResultCode.OTHER;
  }
}
