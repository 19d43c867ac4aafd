package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Redirects;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class RedirectNotFollowed implements Parts {
  @Override
  public Redirects redirects(Redirects reference) {
    return (call, url) -> {
      throw new FailureException(Failure.INTERNAL, "a code that is no success");
    };
  }
}
