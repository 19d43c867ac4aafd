package app.quhao.mutants.circumstance;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.Transport;
import java.util.concurrent.atomic.AtomicLong;

final class BusyMainThreadLosesResult implements Parts {
  private static final long PATIENCE_NANOS = 400_000_000;

  private final AtomicLong answeredAt = new AtomicLong();

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      answeredAt.set(System.nanoTime());
      return answer;
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              if (System.nanoTime() - answeredAt.get() < PATIENCE_NANOS) {
                reply.listener.onGetTokenComplete(code, result);
              }
            });
  }
}
