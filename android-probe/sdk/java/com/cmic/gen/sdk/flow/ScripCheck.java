package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;

/** Whether a scrip may be sent: time and the SIM go on while the user reads the page. */
public interface ScripCheck {
  /** The SIM that carries data is the one that the call began with. */
  boolean isOfSim(Call call);

  boolean isWithinItsLife(Scrip scrip);
}
