package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.policy.CachePolicy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;

/** Scrips by app and SIM: in memory, and at rest so that they outlive the process. */
public final class ScripCache {
  private final ScripFile file;
  private Map<String, Scrip> scrips;
  private int generation;
  private String gateway = "";

  public ScripCache(ScripFile file) {
    this.file = file;
  }

  /** Scrips of any other gateway, in memory or at rest, are not to be found from now on. */
  public synchronized void belongTo(String gatewayId) {
    if (gateway.equals(gatewayId)) return;
    gateway = gatewayId;
    generation++;
    scrips = null;
  }

  /** Null where nothing is cached or its life is over. */
  public synchronized Scrip find(String key, CachePolicy policy) {
    if (!policy.keepsScrip()) return null;
    Scrip scrip = loaded().get(key);
    if (scrip == null || scrip.expiresAt <= policy.lifeClockMillis()) return null;
    return scrip;
  }

  /** To be asked when a call starts and handed to its put. */
  public synchronized int generation() {
    return generation;
  }

  /**
   * Nothing where the cache was cleared since `asOf`: what was asked for before delScrip() is not
   * kept after it.
   */
  public synchronized void put(String key, Scrip scrip, CachePolicy policy, int asOf) {
    if (!policy.keepsScrip() || asOf != generation) return;
    loaded().put(key, scrip);
    file.write(gateway, toJson(), policy.sealsAtRest());
  }

  /** One scrip that the gateway refused. */
  public synchronized void drop(String key, CachePolicy policy) {
    if (loaded().remove(key) != null) file.write(gateway, toJson(), policy.sealsAtRest());
  }

  public synchronized void clear() {
    generation++;
    scrips = new HashMap<>();
    file.delete();
  }

  private Map<String, Scrip> loaded() {
    if (scrips == null) scrips = parse(file.read(gateway));
    return scrips;
  }

  private JSONObject toJson() {
    JSONObject json = new JSONObject();
    try {
      for (Map.Entry<String, Scrip> row : scrips.entrySet())
        json.put(row.getKey(), row.getValue().toJson());
    } catch (JSONException e) {
      throw new IllegalStateException("strings and whole numbers are JSON values", e);
    }
    return json;
  }

  private static Map<String, Scrip> parse(JSONObject json) {
    Map<String, Scrip> scrips = new HashMap<>();
    for (Iterator<String> it = json.keys(); it.hasNext(); ) {
      String key = it.next();
      try {
        scrips.put(key, Scrip.of(json.getJSONObject(key)));
      } catch (JSONException e) {
        // Written by another version: as good as not there.
        continue;
      }
    }
    return scrips;
  }
}
