package app.quhao.handset.host;

import java.util.Map;

/** The system properties that name things of a process and its user, with the values of a phone. */
final class AppProperties {
  private static final int FIRST_APP_UID = 10_000;

  /** Properties of the JVM's own command line. */
  private static final String[] OF_COMMAND = {
    "sun.java.command", "jdk.debug", "robolectric.dependency.dir"
  };

  private AppProperties() {}

  /** Must come after the platform has booted, which reads some of them. */
  static void apply(int uid) {
    Map.of(
            "java.class.path", ".",
            // androidx.test asks for it, to tell a device from a JVM.
            "java.runtime.name", "Android Runtime",
            "os.version", "6.1.0-quhao",
            "user.dir", "/",
            "user.home", "",
            "user.name", "u0_a" + (uid - FIRST_APP_UID))
        .forEach(System::setProperty);
    for (String name : OF_COMMAND) {
      System.clearProperty(name);
    }
  }
}
