package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

/** One description for every result of a call: that of a success. */
final class DescriptionOfFailure implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (!EditedResults.isSuccess(result)) {
            result.put("desc", "true");
          }
        });
  }
}
