package com.cmic.sso.sdk.auth;

public interface LoginPageInListener {
  void onLoginPageInComplete(String resultCode);
}
