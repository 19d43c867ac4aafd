package app.quhao.mutants.result;

import app.quhao.decorators.EditedResults;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class NullOnFailure implements Parts {
  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) ->
                reply.listener.onGetTokenComplete(
                    code, EditedResults.isSuccess(result) ? result : null));
  }
}
