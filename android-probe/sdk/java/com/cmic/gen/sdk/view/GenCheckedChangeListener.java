package com.cmic.gen.sdk.view;

/** Guide 2.5.2: the check box was checked or unchecked. */
public interface GenCheckedChangeListener {
  void onCheckedChanged(boolean isChecked);
}
