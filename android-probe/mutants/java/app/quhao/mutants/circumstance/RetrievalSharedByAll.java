package app.quhao.mutants.circumstance;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that comes while another retrieves takes that one's answer, whoever asks. */
final class RetrievalSharedByAll implements Parts {
  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return new NumberSource() {
      private final AtomicInteger waiting = new AtomicInteger();
      private NumberAnswer shared;

      @Override
      public NumberAnswer retrieve(Call call) throws FailureException, GatewayRefusal {
        waiting.incrementAndGet();
        try {
          return first(call);
        } finally {
          leave();
        }
      }

      private synchronized NumberAnswer first(Call call) throws FailureException, GatewayRefusal {
        if (shared == null) {
          shared = reference.retrieve(call);
        }
        return shared;
      }

      private synchronized void leave() {
        if (waiting.decrementAndGet() == 0) {
          shared = null;
        }
      }
    };
  }
}
