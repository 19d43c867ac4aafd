package app.quhao.mutants.callback;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

final class SeventhCallDropped implements Parts {
  private static final int MOST = 6;

  private final AtomicInteger running = new AtomicInteger();

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi counted =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  running.set(0);
                  reply.listener.onGetTokenComplete(code, result);
                });
    return new ApiDecorator(counted) {
      @Override
      public void start(CallRequest request) {
        if (request.reply.listener == null || running.incrementAndGet() <= MOST) {
          super.start(request);
        }
      }
    };
  }
}
