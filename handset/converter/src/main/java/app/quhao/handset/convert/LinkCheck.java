package app.quhao.handset.convert;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Loads, links and verifies every class of the app against the platform without running it. */
final class LinkCheck {
  private final Map<String, byte[]> classes;
  private final ClassUniverse universe;

  LinkCheck(Map<String, byte[]> classes, ClassUniverse universe) {
    this.classes = classes;
    this.universe = universe;
  }

  void run(Findings findings) {
    Loader loader = new Loader();
    for (String name : classes.keySet()) {
      link(name, loader, findings);
    }
  }

  private static void link(String name, Loader loader, Findings findings) {
    try {
      // Class.forName alone does not link; asking for the methods does (docs/handset.md §4).
      Class.forName(name.replace('/', '.'), false, loader).getDeclaredMethods();
    } catch (NoClassDefFoundError | TypeNotPresentException e) {
      findings.absent(name + ": " + firstLine(e));
    } catch (ClassNotFoundException | LinkageError | SecurityException e) {
      findings.broken(name + ": " + e.getClass().getSimpleName() + " " + firstLine(e));
    }
  }

  private static String firstLine(Throwable error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  private final class Loader extends ClassLoader {
    Loader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String binaryName) throws ClassNotFoundException {
      String name = binaryName.replace('.', '/');
      byte[] own = classes.get(name);
      Optional<byte[]> content = own != null ? Optional.of(own) : universe.androidBytes(name);
      byte[] bytes = content.orElseThrow(() -> new ClassNotFoundException(binaryName));
      return defineClass(binaryName, bytes, 0, bytes.length);
    }
  }

  /** Returns a loader that runs the converted classes; for tests. */
  ClassLoader loader() throws IOException {
    return new Loader();
  }
}
