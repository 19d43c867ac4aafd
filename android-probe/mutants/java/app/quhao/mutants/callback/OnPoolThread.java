package app.quhao.mutants.callback;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class OnPoolThread implements Parts {
  private final ExecutorService pool = Executors.newCachedThreadPool();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> pool.execute(() -> reply.listener.onGetTokenComplete(code, result)));
  }
}
