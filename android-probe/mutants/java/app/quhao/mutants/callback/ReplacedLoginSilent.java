package app.quhao.mutants.callback;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import java.util.concurrent.atomic.AtomicInteger;

final class ReplacedLoginSilent implements Parts {
  private final AtomicInteger logins = new AtomicInteger();

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) -> {
          if (api != Api.LOGIN_AUTH) {
            return reply.listener;
          }
          int own = logins.incrementAndGet();
          return (code, result) -> {
            if (own == logins.get()) {
              reply.listener.onGetTokenComplete(code, result);
            }
          };
        });
  }
}
