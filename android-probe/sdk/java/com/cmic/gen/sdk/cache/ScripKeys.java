package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.device.Sim;

/** Whose a scrip is (SEC-06): two keys are equal only where app and SIM are. */
public interface ScripKeys {
  default String of(String appId, Sim sim) {
    return appId + '/' + sim.subscription + '/' + sim.operator;
  }
}
