package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.wire.GatewayAnswer;

/** wire.md §3: asks the token plane, over whatever network is the default. */
final class GatewayTokens implements TokenSource {
  private final Device device;
  private final ScripStore store;
  private final GatewayClient client;
  private final CodePolicy codes;

  GatewayTokens(Device device, ScripStore store, GatewayClient client, CodePolicy codes) {
    this.device = device;
    this.store = store;
    this.client = client;
    this.codes = codes;
  }

  @Override
  public String obtain(Call call, Scrip scrip) throws FailureException, GatewayRefusal {
    Network network = device.defaultNetwork();
    if (network == null) {
      throw new FailureException(Failure.NO_NETWORK, "no network for the token request");
    }
    GatewayAnswer answer = client.askToken(call, network, scrip);
    if (answer.isSuccess()) {
      return answer.text("token");
    }
    // wire.md §3: a refused scrip is dropped (PRE-09).
    if (ResultCode.SCRIP_INVALID.code.equals(answer.resultCode)) {
      store.drop(call);
    }
    throw new GatewayRefusal(codes.codeOfGateway(answer.resultCode));
  }
}
