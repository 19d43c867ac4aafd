package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** One number request over a given network, a redirect included. */
public interface NumberExchange {
  NumberAnswer ask(Call call, Network network) throws FailureException, GatewayRefusal;
}
