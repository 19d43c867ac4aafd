package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class UnknownCodeAsSuccess implements Policies {
  @Override
  public ResultCode codeOfGateway(String resultCode) {
    ResultCode known = ResultCode.find(resultCode);
    return known == null ? ResultCode.SUCCESS : known;
  }
}
