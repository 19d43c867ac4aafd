package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.Arrays;
import java.util.List;

final class FailureAs implements Parts, CodePolicy {
  private final List<Failure> failures;
  private final ResultCode code;

  FailureAs(ResultCode code, Failure... failures) {
    this.code = code;
    this.failures = Arrays.asList(failures);
  }

  @Override
  public CodePolicy codes(CodePolicy reference) {
    return this;
  }

  @Override
  public ResultCode codeOf(Api api, Failure failure) {
    return failures.contains(failure) ? code : failure.code;
  }
}
