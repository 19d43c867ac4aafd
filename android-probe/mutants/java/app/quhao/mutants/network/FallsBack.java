package app.quhao.mutants.network;

import android.net.Network;
import app.quhao.decorators.CallSet;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.FailureException;

final class FallsBack implements Parts {
  private final CallSet calls;

  FallsBack(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      try {
        return reference.retrieve(call);
      } catch (FailureException error) {
        Network other = device.defaultNetwork();
        if (!calls.has(call.api) || other == null) {
          throw error;
        }
        return exchange.ask(call, other);
      }
    };
  }
}
