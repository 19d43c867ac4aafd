package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** Retrieves a number and its scrip from the gateway. */
public interface NumberSource {
  NumberAnswer retrieve(Call call) throws FailureException, GatewayRefusal;
}
