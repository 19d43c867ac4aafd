package app.quhao.mutants.callback;

import app.quhao.decorators.MainThread;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;

final class AgainAfterThreeSeconds implements Parts {
  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              reply.listener.onGetTokenComplete(code, result);
              mainThread.postAfter(3000, () -> reply.listener.onGetTokenComplete(code, result));
            });
  }
}
