package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class OneAuthTypeDescription implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (result.has("authTypeDes")) {
            result.put("authTypeDes", "网关鉴权");
          }
        });
  }
}
