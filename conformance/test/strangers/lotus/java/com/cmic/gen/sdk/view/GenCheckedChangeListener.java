package com.cmic.gen.sdk.view;


public interface GenCheckedChangeListener {
  void onCheckedChanged(boolean checked);
}
