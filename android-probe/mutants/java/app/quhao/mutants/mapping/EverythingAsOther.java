package app.quhao.mutants.mapping;

import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;

final class EverythingAsOther implements Parts, CodePolicy {
  private final CallSet calls;

  EverythingAsOther(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public CodePolicy codes(CodePolicy reference) {
    return this;
  }

  @Override
  public ResultCode codeOf(Api api, Failure failure) {
    boolean isUsers = failure == Failure.PAGE_CLOSED;
    return calls.has(api) && !isUsers ? ResultCode.OTHER : failure.code;
  }
}
