package app.quhao.handset.device.shadow;

import app.quhao.handset.device.Handset;
import app.quhao.handset.host.StartArguments;
import dalvik.system.DexFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/**
 * The classes of the app's APKs by their names, as test runners and dependency injectors look for
 * them. Another dex file cannot be loaded: it was not converted at install.
 */
@Implements(DexFile.class)
public final class DexFileShadow {
  private static final String CLASS = ".class";

  @Implementation
  protected static Object openDexFile(
      String source,
      String output,
      int flags,
      ClassLoader loader,
      @org.robolectric.annotation.ClassName("[Ldalvik.system.DexPathList$Element;") Object elements)
      throws IOException {
    return classesOf(Path.of(source).toAbsolutePath().normalize()).toString();
  }

  private static Path classesOf(Path apk) throws IOException {
    StartArguments arguments = Handset.current().seam().arguments();
    if (apk.equals(arguments.apk())) {
      return arguments.classes();
    }
    return arguments
        .instrumenting()
        .filter(tests -> tests.apk().equals(apk))
        .map(StartArguments.Instrumenting::classes)
        .orElseThrow(() -> new IOException("quhao: not supported: dex files outside the APK: " + apk));
  }

  @Implementation
  protected static String[] getClassNameList(Object cookie) {
    try (JarFile jar = new JarFile((String) cookie)) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(CLASS))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new IllegalStateException("The app's jar cannot be read", e);
    }
  }

  @Implementation
  protected static Class<?> defineClassNative(
      String name, ClassLoader loader, Object cookie, DexFile file) throws ClassNotFoundException {
    return Class.forName(name.replace('/', '.'), false, loader);
  }

  @Implementation
  protected static boolean closeDexFile(Object cookie) {
    return true;
  }
}
