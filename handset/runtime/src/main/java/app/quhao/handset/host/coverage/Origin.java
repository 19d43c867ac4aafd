package app.quhao.handset.host.coverage;

import java.lang.reflect.Proxy;
import java.util.List;

/** Whose code a class of the JVM is. */
enum Origin {
  FRAMEWORK,
  APP,
  RUNTIME;

  private static final List<String> FRAMEWORK_PACKAGES =
      List.of(
          "android.",
          "com.android.internal.",
          "com.android.server.",
          "dalvik.",
          "libcore.",
          "org.apache.http.",
          "org.ccil.cowan.tagsoup.",
          "org.kxml2.");

  private static final List<String> RUNTIME_PACKAGES =
      List.of("org.robolectric.", "app.quhao.handset.", "com.google.common.");

  /** Support libraries of an app. */
  private static final String SUPPORT = "android.support.";

  static Origin of(Class<?> type) {
    // The sandbox's loader loads the framework and the app. Everything else is the JDK's or ours.
    // Proxies of services are defined in the sandbox's loader.
    if (type.getClassLoader() == Origin.class.getClassLoader()
        || isJdk(type)
        || Proxy.isProxyClass(type)) {
      return RUNTIME;
    }
    return ofName(type.getName());
  }

  static Origin ofName(String name) {
    if (startsWithAny(name, RUNTIME_PACKAGES)) {
      return RUNTIME;
    }
    return startsWithAny(name, FRAMEWORK_PACKAGES) && !name.startsWith(SUPPORT) ? FRAMEWORK : APP;
  }

  private static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private static boolean startsWithAny(String name, List<String> packages) {
    return packages.stream().anyMatch(name::startsWith);
  }
}
