package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.FailureException;

/** Turns a scrip into a token. */
public interface TokenSource {
  String obtain(Call call, Scrip scrip) throws FailureException, GatewayRefusal;
}
