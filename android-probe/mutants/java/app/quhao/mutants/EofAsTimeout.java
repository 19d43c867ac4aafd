package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class EofAsTimeout implements Policies {
  @Override
  public ResultCode codeOf(Failure failure) {
    return failure == Failure.EOF ? ResultCode.TIMEOUT : failure.code;
  }
}
