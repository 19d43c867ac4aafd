package app.quhao.mutants.network;

import app.quhao.decorators.ClientDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayClient;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Target;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;

final class RedirectRefusalReplaced implements Parts {
  @Override
  public GatewayClient client(GatewayClient reference, Device device) {
    return new ClientDecorator(reference) {
      @Override
      public GatewayAnswer askNumber(Call call, Target target, NumberRequest request)
          throws FailureException {
        GatewayAnswer answer = super.askNumber(call, target, request);
        boolean isSecond = !target.endpoint.equals(call.gateway.mobile);
        if (isSecond && !answer.isSuccess()) {
          throw new FailureException(Failure.INTERNAL, "the other operator refused");
        }
        return answer;
      }
    };
  }
}
