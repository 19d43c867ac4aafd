package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.wire.MessageId;
import java.security.SecureRandom;

/** Guide 3.4: a token of the other kind, without a page. */
final class MobileAuth implements Engine.Flow {
  private final ScripSource scrips;
  private final TokenSource tokens;
  private final SecureRandom random;

  MobileAuth(ScripSource scrips, TokenSource tokens, SecureRandom random) {
    this.scrips = scrips;
    this.tokens = tokens;
    this.random = random;
  }

  @Override
  public void run(Call call) throws FailureException, GatewayRefusal {
    String operator = call.sim().operatorType();
    if (operator.equals(Sim.UNICOM) || operator.equals(Sim.TELECOM)) throw otherOperator();
    try {
      call.succeed(token(call));
    } catch (GatewayRefusal e) {
      if (e.code != ResultCode.SCRIP_INVALID) throw e;
      // wire.md §3: afresh, once; the user consented to nothing that was shown.
      call.setTraceId(MessageId.make(random));
      call.succeed(token(call));
    }
  }

  private String token(Call call) throws FailureException, GatewayRefusal {
    Scrip scrip = scrips.obtain(call);
    boolean isOther =
        scrip.operatorType.equals(Sim.UNICOM) || scrip.operatorType.equals(Sim.TELECOM);
    if (isOther) throw otherOperator();
    return tokens.obtain(call, scrip, TokenSource.CHECK);
  }

  private static FailureException otherOperator() {
    return new FailureException(Failure.OTHER_OPERATOR, "the subscriber is another operator's");
  }
}
