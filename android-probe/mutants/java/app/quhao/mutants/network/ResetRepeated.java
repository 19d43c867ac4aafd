package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class ResetRepeated implements Parts {
  private final int times;

  ResetRepeated(int times) {
    this.times = times;
  }

  /** The same request, msgid included. */
  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      for (int left = times; ; left--) {
        try {
          return reference.send(request, route);
        } catch (FailureException error) {
          boolean isLate = route.tenure.limit.leftNanos() == 0;
          if (error.failure != Failure.RESET || left == 0 || isLate) {
            throw error;
          }
        }
      }
    };
  }
}
