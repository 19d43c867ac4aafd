package com.lotus.onekey;

import android.content.Context;
import android.os.SystemClock;
import org.json.JSONArray;
import org.json.JSONObject;

/** Scrips by app; those of another SIM or past their life are forgotten when met. */
final class Store {
  private final Context context;
  private final Vault vault;
  private final java.util.Map<String, Scrip> byApp = new java.util.LinkedHashMap<>();
  private boolean loaded;
  private int generation;

  Store(Context context) {
    this.context = context;
    vault = new Vault(context);
  }

  private void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    try {
      String text = vault.read();
      if (text != null) {
        JSONArray all = new JSONArray(text);
        for (int i = 0; i < all.length(); i++) {
          Scrip s = Scrip.of(all.getJSONObject(i));
          byApp.put(s.app, s);
        }
      }
    } catch (Exception error) {
      byApp.clear();
    }
  }

  private void save() {
    if (byApp.isEmpty()) {
      vault.clear();
      return;
    }
    try {
      JSONArray all = new JSONArray();
      for (Scrip s : byApp.values()) {
        all.put(s.json());
      }
      vault.write(all.toString());
    } catch (org.json.JSONException error) {
      vault.clear();
    }
  }

  synchronized int generation() {
    return generation;
  }

  synchronized Scrip get(String app, String sim) {
    load();
    Scrip s = byApp.get(app);
    if (s == null) {
      return null;
    }
    if (!s.sim.equals(sim) || !s.alive(context)) {
      byApp.remove(app);
      save();
      return null;
    }
    if (Variant.is("sliding-life")) {
      s.elapsed = SystemClock.elapsedRealtime();
      save();
    }
    return s;
  }

  synchronized void put(Scrip s, int asked) {
    load();
    if (asked != generation && !Variant.is("del-in-flight")) {
      return;
    }
    byApp.put(s.app, s);
    save();
  }

  synchronized void drop(Scrip s) {
    load();
    Scrip held = byApp.get(s.app);
    if (held != null && held.scrip.equals(s.scrip)) {
      byApp.remove(s.app);
      if (!Variant.is("refused-on-disk")) {
        save();
      }
    }
  }

  synchronized void clear() {
    generation++;
    loaded = true;
    byApp.clear();
    if (!Variant.is("del-memory-only")) {
      vault.clear();
    }
  }
}
