package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripCache;
import com.cmic.gen.sdk.device.Radio;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** A scrip for a call: the cached one, else a fresh one. */
final class ScripSource {
  private final Radio radio;
  private final ScripCache cache;
  private final NumberRetrieval retrieval;

  ScripSource(Radio radio, ScripCache cache, NumberRetrieval retrieval) {
    this.radio = radio;
    this.cache = cache;
    this.retrieval = retrieval;
  }

  Scrip obtain(Call call) throws FailureException, GatewayRefusal {
    if (call.sim().state == Sim.State.ABSENT) throw new FailureException(Failure.NO_SIM, "no SIM");
    Scrip cached = cache.find(call.cacheKey(), call.policies);
    if (cached != null) return cached;
    checkDevice(call);
    int asOf = cache.generation();
    return keep(call, retrieval.retrieve(call), asOf);
  }

  private void checkDevice(Call call) throws FailureException {
    boolean hasMobileData = radio.isMobileDataOn();
    // Before the SIM: in airplane mode many devices cannot read it.
    if (!hasMobileData && radio.defaultNetwork() == null) {
      throw new FailureException(Failure.NO_NETWORK, "no network is up");
    }
    if (call.sim().state == Sim.State.UNREADABLE) {
      throw new FailureException(
          Failure.SIM_UNREADABLE, "the SIM's state or operator cannot be read");
    }
    boolean needsMobileData =
        call.policies.asksOverCellular() && !call.policies.fallsBackToDefault();
    if (!hasMobileData && needsMobileData) {
      throw new FailureException(Failure.MOBILE_DATA_OFF, "mobile data is off");
    }
  }

  private Scrip keep(Call call, NumberAnswer answer, int asOf) {
    long life = answer.lifeSeconds * 1000;
    long expiresAt = call.policies.lifeClockMillis() + life;
    Scrip scrip = new Scrip(answer.scrip, answer.maskedNumber, answer.operatorType, expiresAt);
    // A call that has timed out meanwhile leaves nothing behind.
    if (life > 0 && call.isOpen()) cache.put(call.cacheKey(), scrip, call.policies, asOf);
    return scrip;
  }
}
