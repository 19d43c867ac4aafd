package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class ClearAfterTlsFailure implements Parts {
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      try {
        return reference.send(request, route);
      } catch (FailureException error) {
        boolean isTls = error.failure == Failure.CERTIFICATE || error.failure == Failure.TLS;
        if (!request.endpoint.isSecure || !isTls) {
          throw error;
        }
        Endpoint clear = Endpoint.of(request.endpoint.toString().replace("https:", "http:"));
        return reference.send(new HttpRequest(clear, request.path, request.body), route);
      }
    };
  }
}
