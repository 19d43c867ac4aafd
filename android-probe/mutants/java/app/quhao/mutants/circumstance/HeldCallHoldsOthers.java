package app.quhao.mutants.circumstance;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayRefusal;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** Numbers are retrieved one after the other. */
final class HeldCallHoldsOthers implements Parts {
  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return new NumberSource() {
      @Override
      public synchronized NumberAnswer retrieve(Call call) throws FailureException, GatewayRefusal {
        return reference.retrieve(call);
      }
    };
  }
}
