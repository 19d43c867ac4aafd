package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.flow.Call;

/** The scrips of this device. */
public interface ScripStore {
  /** From now on only scrips of this gateway are returned. */
  void belongTo(String gatewayId);

  /** Null where nothing is cached for the call's app and SIM, or its life is over. */
  Scrip find(Call call);

  /** Taken when a retrieval starts, and handed to its put. */
  int generation();

  /** Stores nothing where the cache was cleared since `asOf`: delScrip() outlasts retrievals. */
  void put(Call call, Scrip scrip, int asOf);

  /** Removes the scrip of the call's app and SIM. */
  void drop(Call call);

  void clear();
}
