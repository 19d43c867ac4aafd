package com.cmic.gen.sdk.auth;

import org.json.JSONObject;

/** Guide 1.2, step 4: receives the one result of a call, on the main thread. */
public interface GenTokenListener {
  void onGetTokenComplete(int SDKRequestCode, JSONObject jsonObj);
}
