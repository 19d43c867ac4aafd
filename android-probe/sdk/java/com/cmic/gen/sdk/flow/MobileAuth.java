package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;

/** Guide 3.4: a token of the other kind, without a page. */
final class MobileAuth implements Flow {
  private final ScripSource scrips;
  private final TokenSource tokens;

  MobileAuth(ScripSource scrips, TokenSource tokens) {
    this.scrips = scrips;
    this.tokens = tokens;
  }

  @Override
  public void run(Call call) throws FailureException, GatewayRefusal {
    checkOperator(call.sim().operatorType());
    try {
      call.succeed(token(call));
    } catch (GatewayRefusal refusal) {
      if (refusal.code != ResultCode.SCRIP_INVALID) {
        throw refusal;
      }
      // wire.md §3: afresh, once. The user has consented to nothing that was shown.
      call.succeed(token(call));
    }
  }

  private String token(Call call) throws FailureException, GatewayRefusal {
    Scrip scrip = scrips.obtain(call);
    checkOperator(scrip.operatorType);
    return tokens.obtain(call, scrip);
  }

  private static void checkOperator(String operatorType) throws FailureException {
    if (operatorType.equals(Sim.UNICOM) || operatorType.equals(Sim.TELECOM)) {
      throw new FailureException(Failure.OTHER_OPERATOR, "the subscriber is another operator's");
    }
  }
}
