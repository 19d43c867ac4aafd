package app.quhao.mutants.circumstance;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicBoolean;

final class InsideCallbackIgnored implements Parts {
  /** quitAuthActivity is ignored, and not a call. */
  private final boolean isOfQuit;

  private final AtomicBoolean isInCallback = new AtomicBoolean();

  InsideCallbackIgnored(boolean isOfQuit) {
    this.isOfQuit = isOfQuit;
  }

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
        if (isOfQuit || !isInCallback.get()) {
          super.start(request);
        }
      }

      @Override
      public void quit() {
        if (!isOfQuit || !isInCallback.get()) {
          super.quit();
        }
      }
    };
  }
}
