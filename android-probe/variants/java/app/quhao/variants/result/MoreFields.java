package app.quhao.variants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class MoreFields implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          result.put("operatorType", "1");
          result.put("sdkVersion", "5.9.4");
        });
  }
}
