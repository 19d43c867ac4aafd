package app.quhao.mutants.result;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class AuthTypeAs implements Parts {
  private final Object authType;
  private final CallSet calls;

  AuthTypeAs(Object authType, CallSet calls) {
    this.authType = authType;
    this.calls = calls;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (EditedResults.isSuccess(result) && calls.has(api)) {
            result.put("authType", authType);
          }
        });
  }
}
