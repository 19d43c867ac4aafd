package app.quhao.mutants.network;

import android.net.Network;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.NumberExchange;
import com.cmic.gen.sdk.flow.NumberSource;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;
import java.util.Objects;

final class AnswerVoidAfterNetworkChange implements Parts {
  @Override
  public NumberSource numbers(NumberSource reference, NumberExchange exchange, Device device) {
    return call -> {
      Network before = device.defaultNetwork();
      NumberAnswer answer = reference.retrieve(call);
      if (!Objects.equals(before, device.defaultNetwork())) {
        throw new FailureException(Failure.RESET, "the network changed meanwhile");
      }
      return answer;
    };
  }
}
