package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.ResultCode;

/** The gateway refused. */
public final class GatewayRefusal extends Exception {
  private static final long serialVersionUID = 1;

  /** As the app will see it. */
  public final ResultCode code;

  public GatewayRefusal(ResultCode code) {
    super(code.code);
    this.code = code;
  }
}
