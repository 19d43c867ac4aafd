package app.quhao.mutants;

import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.Policies;
import com.cmic.gen.sdk.policy.ResultCode;

final class TimeoutAsNetworkError implements Policies {
  @Override
  public ResultCode codeOf(Failure failure) {
    return failure == Failure.TIMEOUT ? ResultCode.NETWORK_ERROR_LEGACY : failure.code;
  }
}
