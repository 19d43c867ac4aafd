package com.maple.pass;

import android.os.SystemClock;
import org.json.JSONException;
import org.json.JSONObject;

/** What a number request brings. */
final class Scrip {
  String value;
  String number;
  String operator;
  String sim;
  String trace;
  long bornWall;
  long bornUp;
  int boot;
  long life;

  boolean alive(int bootNow) {
    if (F.on("w35") && loaded) return SystemClock.elapsedRealtime() - loadedUp < life;
    long wall = System.currentTimeMillis() - bornWall;
    if (boot == bootNow) return SystemClock.elapsedRealtime() - bornUp < life && wall < life;
    return wall >= 0 && wall < life;
  }

  boolean loaded;
  long loadedUp;

  JSONObject write() throws JSONException {
    return new JSONObject().put("v", value).put("n", number).put("o", operator).put("s", sim).put("t", trace)
        .put("w", bornWall).put("u", bornUp).put("b", boot).put("l", life);
  }

  static Scrip read(JSONObject from) throws JSONException {
    Scrip it = new Scrip();
    it.value = from.getString("v");
    it.number = from.getString("n");
    it.operator = from.getString("o");
    it.sim = from.getString("s");
    it.trace = from.optString("t");
    it.bornWall = from.getLong("w");
    it.bornUp = from.getLong("u");
    it.boot = from.getInt("b");
    it.life = from.getLong("l");
    it.loaded = true;
    it.loadedUp = SystemClock.elapsedRealtime();
    return it;
  }
}
