package app.quhao.mutants.callback;

import app.quhao.decorators.EditedResults;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class RequestCodeLostOnFailure implements Parts {

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) ->
                reply.listener.onGetTokenComplete(
                    EditedResults.isSuccess(result) ? code : 0, result));
  }
}
