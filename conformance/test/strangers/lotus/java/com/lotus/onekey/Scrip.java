package com.lotus.onekey;

import android.content.Context;
import android.os.SystemClock;
import android.provider.Settings;
import org.json.JSONException;
import org.json.JSONObject;

/** What a number request has yielded. */
final class Scrip {
  String app;
  String sim;
  String operator;
  String scrip;
  String mask;
  String trace;
  String authType = "2";
  long wall;
  long elapsed;
  long life;
  int boot;

  static int boots(Context context) {
    return Settings.Global.getInt(context.getContentResolver(), Settings.Global.BOOT_COUNT, 0);
  }

  boolean alive(Context context) {
    if (Variant.is("wall-clock")) {
      return System.currentTimeMillis() - wall < life;
    }
    long age = SystemClock.elapsedRealtime() - elapsed;
    return boot == boots(context) && age >= 0 && age < life;
  }

  JSONObject json() throws JSONException {
    return new JSONObject()
        .put("app", app)
        .put("sim", sim)
        .put("operator", operator)
        .put("scrip", scrip)
        .put("mask", mask)
        .put("trace", trace)
        .put("wall", wall)
        .put("elapsed", elapsed)
        .put("life", life)
        .put("boot", boot);
  }

  static Scrip of(JSONObject o) throws JSONException {
    Scrip s = new Scrip();
    s.app = o.getString("app");
    s.sim = o.getString("sim");
    s.operator = o.getString("operator");
    s.scrip = o.getString("scrip");
    s.mask = o.getString("mask");
    s.trace = o.getString("trace");
    s.wall = o.getLong("wall");
    s.elapsed = o.getLong("elapsed");
    s.life = o.getLong("life");
    s.boot = o.getInt("boot");
    return s;
  }
}
