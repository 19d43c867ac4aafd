package app.quhao.mutants.callback;

import app.quhao.decorators.CallSet;
import app.quhao.decorators.EditedResults;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class SuccessTwice implements Parts {
  private final CallSet calls;

  SuccessTwice(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              reply.listener.onGetTokenComplete(code, result);
              if (calls.has(api) && EditedResults.isSuccess(result)) {
                reply.listener.onGetTokenComplete(code, result);
              }
            });
  }
}
