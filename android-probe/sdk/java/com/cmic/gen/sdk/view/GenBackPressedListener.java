package com.cmic.gen.sdk.view;

/** Guide 2.5.2: the back key was pressed on the page. */
public interface GenBackPressedListener {
  void onBackPressed();
}
