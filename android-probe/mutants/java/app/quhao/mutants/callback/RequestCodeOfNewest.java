package app.quhao.mutants.callback;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import java.util.concurrent.atomic.AtomicInteger;

final class RequestCodeOfNewest implements Parts {
  private final AtomicInteger newest = new AtomicInteger();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          newest.set(reply.requestCode);
          return (code, result) -> reply.listener.onGetTokenComplete(newest.get(), result);
        });
  }
}
