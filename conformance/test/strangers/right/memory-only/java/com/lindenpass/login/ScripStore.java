package com.lindenpass.login;

import android.content.Context;
import android.os.SystemClock;
import java.util.HashMap;
import java.util.Map;

/** Keeps scrips in memory, by app id, until they expire by the clock since boot or the SIM changes. */
final class ScripStore {
  private final Map<String, Entry> entries = new HashMap<>();
  private int generation;

  private static final class Entry {
    final Scrip scrip;
    final String sim;
    final long endMs;

    Entry(Scrip scrip, String sim, long endMs) {
      this.scrip = scrip;
      this.sim = sim;
      this.endMs = endMs;
    }
  }

  ScripStore(Context context) {}

  synchronized int generation() {
    return generation;
  }

  synchronized Scrip find(String appId, String sim) {
    Entry entry = entries.get(appId);
    boolean isGood =
        entry != null && entry.sim.equals(sim) && SystemClock.elapsedRealtime() < entry.endMs;
    return isGood ? entry.scrip : null;
  }

  synchronized void put(String appId, Scrip scrip, String sim, long lifeMs, int sinceGeneration) {
    if (sinceGeneration == generation) {
      entries.put(appId, new Entry(scrip, sim, SystemClock.elapsedRealtime() + lifeMs));
    }
  }

  synchronized void drop(String appId) {
    entries.remove(appId);
  }

  synchronized void clear() {
    generation++;
    entries.clear();
  }
}
