package app.quhao.mutants.page;

import app.quhao.decorators.ApiDecorator;
import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.view.GenLoginPageInListener;
import java.util.concurrent.atomic.AtomicReference;

final class PageInAfterResult implements Parts {
  private final AtomicReference<Runnable> held = new AtomicReference<>();

  @Override
  public SdkApi api(SdkApi reference) {
    SdkApi replies =
        new WrappedReplies(
            reference,
            (api, reply) ->
                (code, result) -> {
                  reply.listener.onGetTokenComplete(code, result);
                  Runnable notice = held.getAndSet(null);
                  if (notice != null) {
                    notice.run();
                  }
                });
    return new ApiDecorator(replies) {
      @Override
      public void setPageInListener(GenLoginPageInListener listener) {
        super.setPageInListener(
            (code, notice) ->
                held.set(
                    () -> {
                      if (listener != null) {
                        listener.onLoginPageInComplete(code, notice);
                      }
                    }));
      }
    };
  }
}
