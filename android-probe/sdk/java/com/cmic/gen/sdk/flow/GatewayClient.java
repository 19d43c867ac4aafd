package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;

/** The SDK's two requests, each sent once. */
public interface GatewayClient {
  GatewayAnswer askNumber(Call call, Target target, NumberRequest request) throws FailureException;

  GatewayAnswer askToken(Call call, Network network, Scrip scrip) throws FailureException;
}
