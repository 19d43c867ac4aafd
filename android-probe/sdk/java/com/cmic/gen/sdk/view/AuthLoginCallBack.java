package com.cmic.gen.sdk.view;

/** Guide 2.5.2: the app decides whether the login goes on. */
public interface AuthLoginCallBack {
  void onAuthLoginCallBack(boolean goesOn);
}
