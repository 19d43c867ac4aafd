package com.cmic.gen.sdk.net;

import android.net.Network;

/** Makes the bearer of a network. */
public interface Bearers {
  Bearer over(Network network);
}
