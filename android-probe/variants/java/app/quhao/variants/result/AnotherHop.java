package app.quhao.variants.result;

import app.quhao.decorators.MainThread;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class AnotherHop implements Parts {
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private final MainThread mainThread = new MainThread();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) ->
                pool.execute(
                    () -> mainThread.post(() -> reply.listener.onGetTokenComplete(code, result))));
  }
}
