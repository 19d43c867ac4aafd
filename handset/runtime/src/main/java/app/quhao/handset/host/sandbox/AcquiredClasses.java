package app.quhao.handset.host.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.robolectric.internal.bytecode.InstrumentationConfiguration;
import org.robolectric.internal.bytecode.Interceptors;
import org.robolectric.internal.bytecode.MethodRef;

/**
 * Which classes the sandbox loads, which of them are instrumented for shadows, and which the JVM
 * loads.
 */
final class AcquiredClasses {
  /** Packages shared by both sides. They are loaded once, outside the sandbox. */
  private static final List<String> OUTSIDE =
      List.of(
          "app.quhao.handset.host.",
          "org.bouncycastle.",
          "org.conscrypt.",
          "org.objectweb.asm",
          "org.robolectric.manifest.",
          "org.robolectric.res.",
          "org.w3c.",
          "org.xml.");

  /** Classes of libcore that the JDK does not have, and their replacements. */
  private static final Map<String, String> TRANSLATED =
      Map.of(
          "java.net.ExtendedResponseCache",
          "org.robolectric.fakes.RoboExtendedResponseCache",
          "java.net.ResponseSource",
          "org.robolectric.fakes.RoboResponseSource",
          "java.nio.charset.Charsets",
          StandardCharsets.class.getName(),
          "java.lang.UnsafeByteSequence",
          Object.class.getName(),
          "java.util.jar.StrictJarFile",
          Object.class.getName(),
          "sun.misc.Cleaner",
          "java.lang.ref.Cleaner$Cleanable");

  private static final List<String> REWRITTEN =
      List.of(
          "dalvik.",
          "libcore.",
          "android.",
          "com.android.internal.",
          "org.apache.http.",
          "org.ccil.cowan.tagsoup.",
          "org.kxml2.");

  private AcquiredClasses() {}

  static InstrumentationConfiguration configuration(Interceptors interceptors) {
    InstrumentationConfiguration.Builder builder = new InstrumentationConfiguration.Builder();
    for (MethodRef method : interceptors.getAllMethodRefs()) {
      builder.addInterceptedMethod(method);
    }
    OUTSIDE.forEach(builder::doNotAcquirePackage);
    builder.doNotAcquireClass("org.robolectric.shadow.api.ShadowPicker");
    TRANSLATED.forEach(builder::addClassNameTranslation);
    REWRITTEN.forEach(builder::addInstrumentedPackage);
    builder.doNotInstrumentPackage("android.R");
    // Instrumenting this class fails with "NegativeArraySizeException: -2". Robolectric's own
    // runner excludes it too.
    builder.doNotInstrumentClass("android.app.RecoverableSecurityException");
    return builder.build();
  }
}
