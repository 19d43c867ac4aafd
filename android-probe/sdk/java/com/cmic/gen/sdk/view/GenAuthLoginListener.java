package com.cmic.gen.sdk.view;

import android.content.Context;

/** Guide 2.5.2: the button was pressed while the terms are unchecked; the app may ask once more. */
public interface GenAuthLoginListener {
  void onAuthLoginListener(Context context, AuthLoginCallBack authLoginCallBack);
}
