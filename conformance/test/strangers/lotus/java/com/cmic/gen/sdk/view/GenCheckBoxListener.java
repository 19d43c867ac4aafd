package com.cmic.gen.sdk.view;

import android.content.Context;
import org.json.JSONObject;
public interface GenCheckBoxListener {
  void onLoginClick(Context context, JSONObject json);
}
