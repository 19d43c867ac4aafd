package com.cmic.gen.sdk.view;

import org.json.JSONObject;
public interface GenLoginPageInListener {
  void onLoginPageInComplete(String resultCode, JSONObject jsonObj);
}
