package com.cmic.gen.sdk.view;

import android.content.Context;
import org.json.JSONObject;

/** Guide 2.5.2: the login button was pressed, and its request has ended. */
public interface GenLoginClickListener {
  void onLoginClickStart(Context context, JSONObject jsonObj);

  void onLoginClickComplete(Context context, JSONObject jsonObj);
}
