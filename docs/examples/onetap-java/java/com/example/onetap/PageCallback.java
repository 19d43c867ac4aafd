package com.example.onetap;

/** The login page has appeared. */
public interface PageCallback {
  void onShown();
}
