package com.cmic.gen.sdk.flow;

import android.util.Log;

/** The SDK's log: what happened, never a token, scrip, key or number (SEC-03). */
public final class SdkLog {
  private static final String TAG = "GenAuthn";

  private static volatile boolean isDebug;

  private SdkLog() {}

  public static void setDebugMode(boolean debug) {
    isDebug = debug;
  }

  static void debug(String text) {
    if (isDebug) Log.d(TAG, text);
  }

  static void warn(String text, Throwable thrown) {
    Log.w(TAG, text, thrown);
  }

  /** Only a mutant's policy leads here. */
  static void careless(String text) {
    Log.i(TAG, text);
  }
}
