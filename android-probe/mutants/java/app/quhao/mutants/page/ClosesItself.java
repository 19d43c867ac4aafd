package app.quhao.mutants.page;

import app.quhao.decorators.WrappedReplies;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Api;
import java.util.function.Predicate;
import org.json.JSONObject;

final class ClosesItself implements Parts {
  private final Predicate<JSONObject> when;

  ClosesItself(Predicate<JSONObject> when) {
    this.when = when;
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return new WrappedReplies(
        reference,
        (api, reply) ->
            (code, result) -> {
              reply.listener.onGetTokenComplete(code, result);
              if (api == Api.LOGIN_AUTH && when.test(result)) {
                reference.quit();
              }
            });
  }
}
