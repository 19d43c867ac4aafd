package com.cmic.gen.sdk.policy;

/** Over which network the number request goes, and what is left behind. */
public interface BearerPolicy {
  /** PRE-02: mobile data, whatever the default network is. */
  default boolean asksOverCellular() {
    return true;
  }

  /** SEC-02: never. */
  default boolean fallsBackToDefault() {
    return false;
  }

  /** PRE-06: only the SDK's own sockets are moved. */
  default boolean bindsProcess() {
    return false;
  }

  /** PRE-07. `timedOut`: the call's limit was reached. */
  default boolean releasesNetwork(boolean timedOut) {
    return true;
  }

  /** Names of the number request are looked up on its own bearer. */
  default boolean resolvesOnBearer() {
    return true;
  }

  /** The SIM that carries data, not the one in the first slot. */
  default boolean asksDataSim() {
    return true;
  }
}
