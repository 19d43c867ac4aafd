package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.UUID;

final class TraceIdForeign implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          result.put("traceId", UUID.randomUUID().toString().replace("-", ""));
        });
  }
}
