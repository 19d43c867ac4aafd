package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicBoolean;

final class CallInsideCallbackDropped implements Parts {
  private final AtomicBoolean isInCallback = new AtomicBoolean();

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi marked =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  isInCallback.set(true);
                  reply.listener.onGetTokenComplete(code, result);
                  isInCallback.set(false);
                });
    return new ApiDecorator(marked) {
      @Override
      public void start(CallRequest request) {
        if (!isInCallback.get()) {
          super.start(request);
        }
      }
    };
  }
}
