package app.quhao.handset.device;

import android.app.Instrumentation;
import android.os.Bundle;

/** Takes the place of androidx.test's registry in Robolectric's environment (host/sandbox). */
public final class NoRegistry {
  private NoRegistry() {}

  /** An instrumentation of the app registers itself, in the app's own copy of the library. */
  public static void registerInstance(Instrumentation instrumentation, Bundle arguments) {}
}
