package com.cmic.gen.sdk.view;

import org.json.JSONObject;

/** Guide 2.4: receives 200087 when the page is on screen. */
public interface GenLoginPageInListener {
  void onLoginPageInComplete(String resultCode, JSONObject jsonObj);
}
