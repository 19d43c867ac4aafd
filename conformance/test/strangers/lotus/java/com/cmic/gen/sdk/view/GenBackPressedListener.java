package com.cmic.gen.sdk.view;


public interface GenBackPressedListener {
  void onBackPressed();
}
