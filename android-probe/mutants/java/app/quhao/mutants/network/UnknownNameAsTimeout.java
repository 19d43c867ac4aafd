package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.net.UnknownHostException;

final class UnknownNameAsTimeout implements Parts {
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      try {
        return reference.send(request, route);
      } catch (FailureException error) {
        boolean isUnknown = error.getCause() instanceof UnknownHostException;
        throw isUnknown ? new FailureException(Failure.TIMEOUT, error) : error;
      }
    };
  }
}
