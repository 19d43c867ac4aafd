package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.cache.ScripLife;
import com.cmic.gen.sdk.cache.ScripStore;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.device.Sim;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberAnswer;

/** The cached scrip, otherwise a fresh one. */
final class CachedScrips implements ScripSource {
  private final Device device;
  private final ScripStore store;
  private final ScripLife life;
  private final NumberSource numbers;
  private final SharedRetrievals retrievals = new SharedRetrievals();

  CachedScrips(Device device, ScripStore store, ScripLife life, NumberSource numbers) {
    this.device = device;
    this.store = store;
    this.life = life;
    this.numbers = numbers;
  }

  @Override
  public Scrip obtain(Call call) throws FailureException, GatewayRefusal {
    if (call.sim().state == Sim.State.ABSENT) {
      throw new FailureException(Failure.NO_SIM, "no SIM");
    }
    // A retrieval that others have waited for may have left nothing: the scrip was deleted meanwhile.
    while (true) {
      Scrip cached = store.find(call);
      if (cached != null) {
        return cached;
      }
      checkDevice(call);
      SharedRetrieval retrieval = retrievals.join(call);
      if (retrieval.isOf(call)) {
        return retrieve(call, retrieval);
      }
      retrieval.await(call);
    }
  }

  private Scrip retrieve(Call call, SharedRetrieval own) throws FailureException, GatewayRefusal {
    try {
      int asOf = store.generation();
      return store(call, numbers.retrieve(call), asOf);
    } catch (FailureException error) {
      own.fail(error);
      throw error;
    } catch (GatewayRefusal error) {
      own.refuse(error);
      throw error;
    } finally {
      retrievals.end(call, own);
    }
  }

  private void checkDevice(Call call) throws FailureException {
    boolean hasMobileData = device.isMobileDataOn();
    // Before the SIM: in airplane mode many devices cannot read it.
    if (!hasMobileData && device.defaultNetwork() == null) {
      throw new FailureException(Failure.NO_NETWORK, "no network is up");
    }
    if (call.sim().state == Sim.State.UNREADABLE) {
      throw new FailureException(
          Failure.SIM_UNREADABLE, "the SIM's state or operator cannot be read");
    }
    if (!hasMobileData) {
      throw new FailureException(Failure.MOBILE_DATA_OFF, "mobile data is off");
    }
  }

  private Scrip store(Call call, NumberAnswer answer, int asOf) {
    long lifeMillis = answer.lifeSeconds * 1000;
    Scrip scrip = new Scrip(answer, life.nowMillis() + lifeMillis);
    // A call that has timed out meanwhile leaves nothing behind.
    if (lifeMillis > 0 && call.isOpen()) {
      store.put(call, scrip, asOf);
    }
    return scrip;
  }
}
