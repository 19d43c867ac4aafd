package app.quhao.handset.host.guard;

import java.util.List;
import java.util.Set;

/**
 * What the classes of an app pass names through before they look classes up: a device has not all
 * of the JDK's classes, and none of the runtime's.
 */
public final class DeviceClasses {
  /** Packages of the JDK and of the runtime. */
  private static final List<String> ABSENT =
      List.of(
          "app.quhao.handset.",
          "com.sun.",
          "java.applet.",
          "java.awt.",
          "java.lang.instrument.",
          "java.lang.management.",
          "java.lang.module.",
          "java.net.http.",
          "java.rmi.",
          "javax.accessibility.",
          "javax.annotation.processing.",
          "javax.imageio.",
          "javax.lang.model.",
          "javax.management.",
          "javax.naming.",
          "javax.print.",
          "javax.rmi.",
          "javax.script.",
          "javax.security.sasl.",
          "javax.smartcardio.",
          "javax.sound.",
          "javax.swing.",
          "javax.tools.",
          "javax.transaction.",
          "javax.xml.crypto.",
          "javax.xml.stream.",
          "jdk.",
          "org.ietf.jgss.",
          "org.robolectric.",
          "sun.awt.",
          "sun.java2d.",
          "sun.jvmstat.",
          "sun.management.",
          "sun.rmi.",
          "sun.swing.");

  private static final Set<String> ABSENT_CLASSES =
      Set.of("java.lang.Module", "java.lang.ModuleLayer", "java.lang.ProcessHandle");

  private DeviceClasses() {}

  /** Returns the name, or throws as for a class that is not there. */
  public static String present(String name) throws ClassNotFoundException {
    if (name != null
        && (ABSENT.stream().anyMatch(name::startsWith) || ABSENT_CLASSES.contains(name))) {
      throw new ClassNotFoundException(name);
    }
    return name;
  }
}
