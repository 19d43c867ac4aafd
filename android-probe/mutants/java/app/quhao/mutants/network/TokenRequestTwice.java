package app.quhao.mutants.network;

import android.net.Network;
import app.quhao.decorators.CallSet;
import app.quhao.decorators.ClientDecorator;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayClient;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;

final class TokenRequestTwice implements Parts {
  private final CallSet calls;

  TokenRequestTwice(CallSet calls) {
    this.calls = calls;
  }

  @Override
  public GatewayClient client(GatewayClient reference, Device device) {
    return new ClientDecorator(reference) {
      @Override
      public GatewayAnswer askToken(Call call, Network network, Scrip scrip)
          throws FailureException {
        if (calls.has(call.api)) {
          super.askToken(call, network, scrip);
        }
        return super.askToken(call, network, scrip);
      }
    };
  }
}
