package app.quhao.mutants.mapping;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.ResultCode;

final class UnknownCodePassedOn implements Parts {
  private volatile String unknown;

  @Override
  public CodePolicy codes(CodePolicy reference) {
    return new CodePolicy() {
      @Override
      public ResultCode codeOfGateway(String resultCode) {
        unknown = ResultCode.find(resultCode) == null ? resultCode : null;
        return reference.codeOfGateway(resultCode);
      }
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (unknown != null && ResultCode.OTHER.code.equals(result.getString("resultCode"))) {
            result.put("resultCode", unknown);
          }
        });
  }
}
