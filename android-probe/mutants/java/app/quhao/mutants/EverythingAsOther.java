package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class EverythingAsOther implements Policies {
  @Override
  public ResultCode codeOf(Failure failure) {
    return ResultCode.OTHER;
  }
}
