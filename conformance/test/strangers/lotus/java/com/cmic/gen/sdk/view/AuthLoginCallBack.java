package com.cmic.gen.sdk.view;


public interface AuthLoginCallBack {
  void onAuthLoginCallBack(boolean goOn);
}
