package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;

/** Sends no scrip that may no longer be used: the gateway would refuse it, or serve another user. */
final class CheckedTokens implements TokenSource {
  private final TokenSource gateway;
  private final ScripCheck check;
  private final ScripStore store;

  CheckedTokens(TokenSource gateway, ScripCheck check, ScripStore store) {
    this.gateway = gateway;
    this.check = check;
    this.store = store;
  }

  @Override
  public String obtain(Call call, Scrip scrip) throws FailureException, GatewayRefusal {
    if (!check.isOfSim(call) || !check.isWithinItsLife(scrip)) {
      store.drop(call);
      throw new GatewayRefusal(ResultCode.SCRIP_INVALID);
    }
    return gateway.obtain(call, scrip);
  }
}
