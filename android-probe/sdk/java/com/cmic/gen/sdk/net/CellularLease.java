package com.cmic.gen.sdk.net;

import android.net.Network;

/** A granted request for mobile data. */
public interface CellularLease extends CallResources.Held {
  Network network();
}
