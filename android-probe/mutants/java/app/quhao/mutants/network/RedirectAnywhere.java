package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Redirects;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class RedirectAnywhere implements Parts {
  @Override
  public Redirects redirects(Redirects reference) {
    return (call, url) -> {
      int path = url.indexOf('/', url.indexOf("//") + 2);
      try {
        return Endpoint.of(path < 0 ? url : url.substring(0, path));
      } catch (IllegalArgumentException error) {
        throw new FailureException(Failure.REDIRECT_FAILED, error);
      }
    };
  }
}
