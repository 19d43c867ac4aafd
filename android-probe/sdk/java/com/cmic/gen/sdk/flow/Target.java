package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.gateway.Endpoint;

/** Where a request goes and over which network. */
public final class Target {
  public final Network network;
  public final Endpoint endpoint;

  public Target(Network network, Endpoint endpoint) {
    this.network = network;
    this.endpoint = endpoint;
  }
}
