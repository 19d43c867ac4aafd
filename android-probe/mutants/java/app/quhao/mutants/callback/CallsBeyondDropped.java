package app.quhao.mutants.callback;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

/** Of calls that run at once only so many are heard of. */
final class CallsBeyondDropped implements Parts {
  private final int most;
  private final AtomicInteger running = new AtomicInteger();

  CallsBeyondDropped(int most) {
    this.most = most;
  }

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
        if (request.reply.listener == null || running.incrementAndGet() <= most) {
          super.start(request);
        }
      }
    };
  }
}
