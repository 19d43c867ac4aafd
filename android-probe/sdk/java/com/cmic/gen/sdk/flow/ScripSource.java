package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.FailureException;

/** Yields the scrip of a call. */
public interface ScripSource {
  Scrip obtain(Call call) throws FailureException, GatewayRefusal;
}
