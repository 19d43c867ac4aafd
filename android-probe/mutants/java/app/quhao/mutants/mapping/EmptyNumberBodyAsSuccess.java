package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;

final class EmptyNumberBodyAsSuccess implements Parts, CodePolicy {
  private volatile boolean wasEmpty;

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      wasEmpty = answer.status == 200 && answer.body.length == 0;
      return answer;
    };
  }

  @Override
  public CodePolicy codes(CodePolicy reference) {
    return this;
  }

  @Override
  public ResultCode codeOf(Api api, Failure failure) {
    return failure == Failure.UNPARSABLE && wasEmpty ? ResultCode.SUCCESS : failure.code;
  }
}
