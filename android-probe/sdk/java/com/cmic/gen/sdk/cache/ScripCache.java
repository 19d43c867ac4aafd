package com.cmic.gen.sdk.cache;

import com.cmic.gen.sdk.flow.Call;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;

/** Scrips by app and SIM: in memory, and at rest so that they outlive the process. */
public final class ScripCache implements ScripStore {
  private final ScripVault vault;
  private final ScripKeys keys;
  private final ScripLife life;
  private Map<String, Scrip> scrips;
  private int generation;
  private String gateway = "";

  public ScripCache(ScripVault vault, ScripKeys keys, ScripLife life) {
    this.vault = vault;
    this.keys = keys;
    this.life = life;
  }

  @Override
  public synchronized void belongTo(String gatewayId) {
    if (gateway.equals(gatewayId)) {
      return;
    }
    gateway = gatewayId;
    generation++;
    scrips = null;
  }

  @Override
  public synchronized Scrip find(Call call) {
    Scrip scrip = loaded().get(keyOf(call));
    return scrip == null || scrip.isOver(life.nowMillis()) ? null : scrip;
  }

  @Override
  public synchronized int generation() {
    return generation;
  }

  @Override
  public synchronized void put(Call call, Scrip scrip, int asOf) {
    if (asOf == generation) {
      loaded().put(keyOf(call), scrip);
      vault.write(gateway, toJson());
    }
  }

  @Override
  public synchronized void drop(Call call) {
    if (loaded().remove(keyOf(call)) != null) {
      vault.write(gateway, toJson());
    }
  }

  @Override
  public synchronized void clear() {
    generation++;
    scrips = new HashMap<>();
    vault.delete();
  }

  private String keyOf(Call call) {
    return keys.of(call.app, call.sim());
  }

  private Map<String, Scrip> loaded() {
    if (scrips == null) {
      scrips = parse(vault.read(gateway));
    }
    return scrips;
  }

  private JSONObject toJson() {
    JSONObject json = new JSONObject();
    try {
      for (Map.Entry<String, Scrip> row : scrips.entrySet()) {
        json.put(row.getKey(), row.getValue().toJson());
      }
    } catch (JSONException error) {
      throw new IllegalStateException("strings and whole numbers are JSON values", error);
    }
    return json;
  }

  private static Map<String, Scrip> parse(JSONObject json) {
    Map<String, Scrip> scrips = new HashMap<>();
    for (Iterator<String> it = json.keys(); it.hasNext(); ) {
      String key = it.next();
      try {
        scrips.put(key, Scrip.of(json.getJSONObject(key)));
      } catch (JSONException error) {
        // An entry of another version of this SDK counts as absent.
        continue;
      }
    }
    return scrips;
  }
}
