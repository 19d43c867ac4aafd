package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;

final class CodeOutsideGuide implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (ResultCode.TIMEOUT.code.equals(result.optString("resultCode"))) {
            result.put("resultCode", "200099");
          }
        });
  }
}
