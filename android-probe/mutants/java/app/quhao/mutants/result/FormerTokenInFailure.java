package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class FormerTokenInFailure implements Parts {
  private volatile String former = "none";

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (EditedResults.isSuccess(result)) {
            former = result.optString("token", former);
          } else {
            result.put("token", former);
          }
        });
  }
}
