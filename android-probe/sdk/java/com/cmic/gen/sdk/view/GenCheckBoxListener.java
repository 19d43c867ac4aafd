package com.cmic.gen.sdk.view;

import android.content.Context;
import org.json.JSONObject;

/** The login button was pressed while the terms are unchecked. */
public interface GenCheckBoxListener {
  void onLoginClick(Context context, JSONObject jsonObj);
}
