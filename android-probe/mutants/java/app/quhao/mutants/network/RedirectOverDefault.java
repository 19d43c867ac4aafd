package app.quhao.mutants.network;

import android.net.Network;
import app.quhao.decorators.ClientDecorator;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayClient;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Target;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;

final class RedirectOverDefault implements Parts {
  @Override
  public GatewayClient client(GatewayClient reference, Device device) {
    return new ClientDecorator(reference) {
      @Override
      public GatewayAnswer askNumber(Call call, Target target, NumberRequest request)
          throws FailureException {
        boolean isRedirected = !target.endpoint.equals(call.gateway.mobile);
        Network network = isRedirected ? device.defaultNetwork() : target.network;
        return super.askNumber(call, new Target(network, target.endpoint), request);
      }
    };
  }
}
