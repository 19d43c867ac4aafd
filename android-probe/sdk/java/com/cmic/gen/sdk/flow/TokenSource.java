package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripCache;
import com.cmic.gen.sdk.device.Radio;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.wire.GatewayAnswer;

/** wire.md §3: a scrip turned into a token, over whatever network is the default. */
final class TokenSource {
  static final String LOGIN = "login";
  static final String CHECK = "check";

  private final Radio radio;
  private final ScripCache cache;
  private final GatewayClient client;

  TokenSource(Radio radio, ScripCache cache, GatewayClient client) {
    this.radio = radio;
    this.cache = cache;
    this.client = client;
  }

  String obtain(Call call, Scrip scrip, String capability) throws FailureException, GatewayRefusal {
    Network network = radio.defaultNetwork();
    if (network == null)
      throw new FailureException(Failure.NO_NETWORK, "no network for the token request");
    GatewayAnswer answer = client.askToken(call, network, scrip.text, capability);
    if (answer.isSuccess()) {
      return call.policies.takesEmptyToken()
          ? answer.json.optString("token")
          : answer.text("token");
    }
    boolean isRefused = ResultCode.SCRIP_INVALID.code.equals(answer.resultCode);
    if (isRefused && call.policies.forgetsRefusedScrip())
      cache.drop(call.cacheKey(), call.policies);
    throw new GatewayRefusal(call.policies.codeOfGateway(answer.resultCode));
  }
}
