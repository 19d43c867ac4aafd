package app.quhao.variants.net;

import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

final class OneRetryAfterReset implements Parts {
  @Override
  public NumberExchange exchange(NumberExchange reference) {
    return (call, network) -> {
      try {
        return reference.ask(call, network);
      } catch (FailureException error) {
        if (error.failure != Failure.RESET || !call.isOpen()) {
          throw error;
        }
        return reference.ask(call, network);
      }
    };
  }
}
