package app.quhao.mutants.result;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class FieldMissing implements Parts {
  private final String field;
  private final CallSet calls;

  FieldMissing(String field, CallSet calls) {
    this.field = field;
    this.calls = calls;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (calls.has(api)) {
            result.remove(field);
          }
        });
  }
}
