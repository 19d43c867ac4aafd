package com.lindenpass.login;

import android.content.Context;
import android.content.SharedPreferences;
import org.json.JSONException;
import org.json.JSONObject;

/** Keeps scrips in the app's private preferences, by app id, until they expire or the SIM changes. */
final class ScripStore {
  private final SharedPreferences preferences;
  private int generation;

  ScripStore(Context context) {
    preferences = context.getSharedPreferences("lindenpass", Context.MODE_PRIVATE);
  }

  /** Rises with every deletion; a scrip that was asked for before a deletion is not kept. */
  synchronized int generation() {
    return generation;
  }

  synchronized Scrip find(String appId, String sim) {
    try {
      JSONObject entry = new JSONObject(preferences.getString(appId, "{}"));
      long now = System.currentTimeMillis();
      if (!sim.equals(entry.optString("sim"))
          || now < entry.getLong("from")
          || now >= entry.getLong("until")) {
        return null;
      }
      return new Scrip(
          entry.getString("scrip"), entry.getString("number"), entry.getString("operator"));
    } catch (JSONException error) {
      return null; // An unreadable entry is as good as none.
    }
  }

  synchronized void put(String appId, Scrip scrip, String sim, long lifeMs, int sinceGeneration)
      throws JSONException {
    if (sinceGeneration != generation) {
      return;
    }
    long now = System.currentTimeMillis();
    JSONObject entry =
        new JSONObject()
            .put("scrip", scrip.text)
            .put("number", scrip.number)
            .put("operator", scrip.operator)
            .put("sim", sim)
            .put("from", now)
            .put("until", now + lifeMs);
    preferences.edit().putString(appId, entry.toString()).commit();
  }

  synchronized void drop(String appId) {
    preferences.edit().remove(appId).commit();
  }

  synchronized void clear() {
    generation++;
    preferences.edit().clear().commit();
  }
}
