package androidx.test.platform.app;

import android.app.Instrumentation;
import android.os.Bundle;

/**
 * The one name of androidx.test that Robolectric's environment calls; the library itself is not on
 * Maven Central.
 */
public final class InstrumentationRegistry {
  private InstrumentationRegistry() {}

  /**
   * Nobody asks for it: the app's own copy of androidx.test, if it has one, is found before this
   * class.
   */
  public static void registerInstance(Instrumentation instrumentation, Bundle arguments) {}
}
