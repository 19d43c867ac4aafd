package com.cmic.gen.sdk.flow;

import android.util.Log;

/** The SDK's log: what happened, never a token, scrip, key or number (SEC-03). */
final class SdkLog {
  private static final String TAG = "GenAuthn";

  private final Settings settings;

  SdkLog(Settings settings) {
    this.settings = settings;
  }

  void debug(String text) {
    if (settings.isDebug()) {
      Log.d(TAG, text);
    }
  }

  void warn(String text, Throwable thrown) {
    Log.w(TAG, text, thrown);
  }
}
