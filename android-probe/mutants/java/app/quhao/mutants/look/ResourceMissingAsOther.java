package app.quhao.mutants.look;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;

final class ResourceMissingAsOther implements Parts {
  @Override
  public CodePolicy codes(CodePolicy reference) {
    return new CodePolicy() {
      @Override
      public ResultCode codeOf(Api api, Failure failure) {
        return failure == Failure.PAGE_RESOURCE ? ResultCode.OTHER : reference.codeOf(api, failure);
      }
    };
  }
}
