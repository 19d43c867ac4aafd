package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.FailureException;

/** The steps of one kind of call, on a worker thread. */
public interface Flow {
  void run(Call call) throws FailureException, GatewayRefusal;
}
