package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.ResultCode;

/** The gateway said no: its code, as the app will see it. */
final class GatewayRefusal extends Exception {
  private static final long serialVersionUID = 1;

  final ResultCode code;

  GatewayRefusal(ResultCode code) {
    super(code.code);
    this.code = code;
  }
}
