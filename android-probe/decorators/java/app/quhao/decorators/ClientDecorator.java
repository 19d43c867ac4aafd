package app.quhao.decorators;

import android.net.Network;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.flow.GatewayClient;
import com.cmic.gen.sdk.flow.Target;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;

/** Forwards both requests; a subclass changes one. */
public abstract class ClientDecorator implements GatewayClient {
  protected final GatewayClient inner;

  protected ClientDecorator(GatewayClient inner) {
    this.inner = inner;
  }

  @Override
  public GatewayAnswer askNumber(Call call, Target target, NumberRequest request)
      throws FailureException {
    return inner.askNumber(call, target, request);
  }

  @Override
  public GatewayAnswer askToken(Call call, Network network, Scrip scrip) throws FailureException {
    return inner.askToken(call, network, scrip);
  }
}
