package app.quhao.variants.result;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.ResultCode;
import java.util.EnumMap;
import java.util.Map;

final class LegacyCodes implements Parts, CodePolicy {
  private static final Map<ResultCode, ResultCode> PAIRS = new EnumMap<>(ResultCode.class);

  static {
    PAIRS.put(ResultCode.NO_NETWORK, ResultCode.NO_NETWORK_LEGACY);
    PAIRS.put(ResultCode.NETWORK_ERROR, ResultCode.NETWORK_ERROR_LEGACY);
    PAIRS.put(ResultCode.MOBILE_DATA_OFF, ResultCode.MOBILE_DATA_OFF_LEGACY);
    PAIRS.put(ResultCode.BAD_ARGUMENT, ResultCode.BAD_ARGUMENT_LEGACY);
    PAIRS.put(ResultCode.UNPARSABLE_ANSWER, ResultCode.UNPARSABLE_ANSWER_LEGACY);
    PAIRS.put(ResultCode.NO_SIM, ResultCode.SIM_NOT_RECOGNISED);
  }

  @Override
  public CodePolicy codes(CodePolicy reference) {
    return this;
  }

  @Override
  public ResultCode codeOf(Api api, Failure failure) {
    return PAIRS.getOrDefault(failure.code, failure.code);
  }
}
