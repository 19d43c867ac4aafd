package app.quhao.handset.convert.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jf.smali.Smali;
import org.jf.smali.SmaliOptions;

/** Classes assembled to dex, translated and loaded by a JVM that verifies them. */
final class TranslatedDex {
  private static final int API = 29;

  private final ClassLoader loader;

  private TranslatedDex(ClassLoader loader) {
    this.loader = loader;
  }

  static TranslatedDex of(SmaliClass... classes) {
    return new TranslatedDex(new Loader(Backend.translate(assemble(classes))));
  }

  static byte[] assemble(SmaliClass... classes) {
    try {
      Path folder = Files.createTempDirectory("quhao-smali");
      try {
        List<String> files = new ArrayList<>();
        for (SmaliClass one : classes) {
          Path file = folder.resolve(one.name().replace('/', '_') + ".smali");
          files.add(Files.writeString(file, one.text()).toString());
        }
        SmaliOptions options = new SmaliOptions();
        options.apiLevel = API;
        options.outputDexFile = folder.resolve("classes.dex").toString();
        if (!Smali.assemble(options, files)) {
          throw new IllegalStateException("the table does not assemble; the messages are on stderr");
        }
        return Files.readAllBytes(folder.resolve("classes.dex"));
      } finally {
        try (Stream<Path> paths = Files.walk(folder)) {
          paths.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Class<?> type(String name) {
    try {
      return Class.forName(name.replace('/', '.'), true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the result, or the class of what was thrown. */
  Object call(String type, String name, Object... arguments) {
    for (Method method : type(type).getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        try {
          method.setAccessible(true);
          return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          return e.getCause().getClass();
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalArgumentException(type + " has no method " + name);
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(ClassLoader.getPlatformClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String binaryName) throws ClassNotFoundException {
      byte[] bytes = classes.get(binaryName.replace('.', '/'));
      if (bytes == null) {
        throw new ClassNotFoundException(binaryName);
      }
      return defineClass(binaryName, bytes, 0, bytes.length);
    }
  }
}
