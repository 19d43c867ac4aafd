package com.cmic.gen.sdk.cache;

import org.json.JSONObject;

/** The cache at rest. */
public interface ScripVault {
  /** The scrips of a gateway; empty where there are none. */
  JSONObject read(String gateway);

  void write(String gateway, JSONObject scrips);

  void delete();
}
