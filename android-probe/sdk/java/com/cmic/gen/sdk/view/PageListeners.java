package com.cmic.gen.sdk.view;

import android.content.Context;

/** The app's listeners of the page (guide 2.5.2). Those that the app has not set do nothing. */
public interface PageListeners {
  /** setLogBtnClickListener: the request starts. */
  void onPressStart(Context context);

  /** setLogBtnClickListener: the request has ended. */
  void onPressComplete(Context context);

  /** setGenCheckBoxListener: pressed while the terms are unchecked. */
  void onUncheckedPress(Context context);

  /** setGenAuthLoginListener: the app may ask once more; the login goes on only after true. */
  void askConsent(Context context, AuthLoginCallBack answer);

  /** setGenCheckedChangeListener. */
  void onConsentChanged(boolean isChecked);

  /** setGenBackPressedListener. */
  void onBack();
}
