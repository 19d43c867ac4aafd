package app.quhao.mutants.callback;

import app.quhao.decorators.EditedResults;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class FailureTwice implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              reply.listener.onGetTokenComplete(code, result);
              if (!EditedResults.isSuccess(result)) {
                reply.listener.onGetTokenComplete(code, result);
              }
            });
  }
}
