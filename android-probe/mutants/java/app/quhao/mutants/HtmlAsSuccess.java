package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class HtmlAsSuccess implements Policies {
  @Override
  public ResultCode codeOf(Failure failure) {
    return failure == Failure.UNPARSABLE ? ResultCode.SUCCESS : failure.code;
  }
}
