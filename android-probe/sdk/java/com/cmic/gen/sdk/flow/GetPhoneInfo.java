package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;

/** Guide 2.3: leaves a scrip in the cache. */
final class GetPhoneInfo implements Flow {
  private final ScripSource scrips;

  GetPhoneInfo(ScripSource scrips) {
    this.scrips = scrips;
  }

  @Override
  public void run(Call call) throws FailureException, GatewayRefusal {
    scrips.obtain(call);
    call.end(ResultCode.SUCCESS);
  }
}
