package com.cmic.gen.sdk.view;

import android.content.Context;
import org.json.JSONObject;
public interface GenLoginClickListener {
  void onLoginClickStart(Context context, JSONObject json);

  void onLoginClickComplete(Context context, JSONObject json);
}
