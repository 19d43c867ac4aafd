package app.quhao.mutants.callback;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.ResultCode;

final class WithheldAt implements Parts {
  private final ResultCode withheld;

  WithheldAt(ResultCode withheld) {
    this.withheld = withheld;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              if (!withheld.code.equals(result.optString("resultCode"))) {
                reply.listener.onGetTokenComplete(code, result);
              }
            });
  }
}
