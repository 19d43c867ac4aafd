package app.quhao.mutants.network;

import app.quhao.decorators.EditedResults;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Redirects;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;

final class RedirectSignalDelivered implements Parts {
  private volatile boolean wasRedirected;

  @Override
  public Redirects redirects(Redirects reference) {
    return (call, url) -> {
      wasRedirected = true;
      throw new FailureException(Failure.INTERNAL, "a code that is no success");
    };
  }

  @Override
  public SdkApi api(SdkApi reference) {
    return EditedResults.of(
        reference,
        (api, result) -> {
          if (wasRedirected) {
            wasRedirected = false;
            result.put("resultCode", GatewayAnswer.REDIRECT);
          }
        });
  }
}
