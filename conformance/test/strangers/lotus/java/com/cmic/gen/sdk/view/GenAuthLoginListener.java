package com.cmic.gen.sdk.view;

import android.content.Context;
public interface GenAuthLoginListener {
  void onAuthLoginListener(Context context, AuthLoginCallBack authLoginCallBack);
}
