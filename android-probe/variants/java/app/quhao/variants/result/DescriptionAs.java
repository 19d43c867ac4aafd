package app.quhao.variants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class DescriptionAs implements Parts {
  private final String field;

  DescriptionAs(String field) {
    this.field = field;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          result.put(field, result.remove("desc"));
        });
  }
}
