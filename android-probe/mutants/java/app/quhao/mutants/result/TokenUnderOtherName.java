package app.quhao.mutants.result;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class TokenUnderOtherName implements Parts {
  private final CallSet calls;

  TokenUnderOtherName(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (result.has("token") && calls.has(api)) {
            result.put("accessToken", result.remove("token"));
          }
        });
  }
}
