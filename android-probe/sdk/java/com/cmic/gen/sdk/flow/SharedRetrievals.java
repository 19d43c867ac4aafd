package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.device.Sim;
import java.util.HashMap;
import java.util.Map;

/** The retrievals under way: calls of one app and SIM at the same time share one number request. */
final class SharedRetrievals {
  private final Map<String, SharedRetrieval> underWay = new HashMap<>();

  /** The one that another call carries out, else one that this call carries out and ends. */
  synchronized SharedRetrieval join(Call call) {
    SharedRetrieval known = underWay.get(keyOf(call));
    if (known != null) {
      return known;
    }
    SharedRetrieval own = new SharedRetrieval(call);
    underWay.put(keyOf(call), own);
    return own;
  }

  synchronized void end(Call call, SharedRetrieval own) {
    underWay.remove(keyOf(call));
    own.end();
  }

  private static String keyOf(Call call) {
    Sim sim = call.sim();
    return call.app.appId + '\n' + call.app.appKey + '\n' + sim.subscription + '\n' + sim.operator;
  }
}
