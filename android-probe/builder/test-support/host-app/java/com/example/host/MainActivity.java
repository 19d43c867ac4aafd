package com.example.host;

import android.app.Activity;

public final class MainActivity extends Activity {
  /** A nested class with a field and a method, for who compiles against the app. */
  public static class Nested extends Activity {
    protected static final String NAME = "nested";

    protected interface Described {
      default void describe(String text) {}
    }

    protected void describe(String text) {}
  }
}
