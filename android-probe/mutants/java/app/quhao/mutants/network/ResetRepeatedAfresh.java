package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;

/** Repeats with a msgid of its own each time. */
final class ResetRepeatedAfresh implements Parts {
  private final int times;

  ResetRepeatedAfresh(int times) {
    this.times = times;
  }

  @Override
  public NumberExchange exchange(NumberExchange reference) {
    return (call, network) -> {
      for (int left = times; ; left--) {
        try {
          return reference.ask(call, network);
        } catch (FailureException error) {
          if (error.failure != Failure.RESET || left == 0 || !call.isOpen()) {
            throw error;
          }
        }
      }
    };
  }
}
