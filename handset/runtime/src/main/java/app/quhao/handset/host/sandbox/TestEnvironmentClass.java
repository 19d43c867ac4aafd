package app.quhao.handset.host.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Robolectric's environment, which registers its Instrumentation with androidx.test. That library
 * belongs to the app here, so the environment gets another class of the same shape.
 */
final class TestEnvironmentClass {
  private static final String RESOURCE =
      "org/robolectric/android/internal/AndroidTestEnvironment.class";
  private static final String LIBRARY = "androidx/test/platform/app/InstrumentationRegistry";
  private static final String OURS = "app/quhao/handset/device/NoRegistry";

  private TestEnvironmentClass() {}

  static boolean is(String resource) {
    return resource.equals(RESOURCE);
  }

  static InputStream open() {
    ClassLoader loader = TestEnvironmentClass.class.getClassLoader();
    try (InputStream content = loader.getResourceAsStream(RESOURCE)) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(content)
          .accept(
              new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, LIBRARY, OURS)), 0);
      return new ByteArrayInputStream(writer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("Robolectric's jar cannot be read", e);
    }
  }
}
