package app.quhao.handset.convert.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/** Classes assembled to dex, translated and loaded by a JVM that verifies them. */
public final class TranslatedDex {
  private final ClassLoader loader;

  private TranslatedDex(ClassLoader loader) {
    this.loader = loader;
  }

  static TranslatedDex of(SmaliClass... classes) {
    return new TranslatedDex(new Loader(Backend.translate(assemble(classes))));
  }

  static TranslatedDex ofDense(SmaliClass... classes) {
    return new TranslatedDex(new Loader(Backend.translate(true, assemble(classes))));
  }

  public static TranslatedDex ofFiles(byte[]... dexFiles) {
    return new TranslatedDex(new Loader(Backend.translate(dexFiles)));
  }

  public static TranslatedDex ofDenseFiles(byte[]... dexFiles) {
    return new TranslatedDex(new Loader(Backend.translate(true, dexFiles)));
  }

  static byte[] assemble(SmaliClass... classes) {
    return Smali.assemble(Arrays.stream(classes).map(SmaliClass::text).toList());
  }

  public Class<?> type(String name) {
    try {
      return Class.forName(name.replace('/', '.'), true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the result, or the class of what was thrown. */
  public Object call(String type, String name, Object... arguments) {
    try {
      return invoke(type, name, arguments);
    } catch (InvocationTargetException e) {
      return e.getCause().getClass();
    }
  }

  /** Returns what a method throws. */
  public Throwable thrown(String type, String name, Object... arguments) {
    try {
      throw new IllegalStateException(name + " returns " + invoke(type, name, arguments));
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private Object invoke(String type, String name, Object... arguments) throws InvocationTargetException {
    for (Method method : type(type).getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        try {
          method.setAccessible(true);
          return method.invoke(null, arguments);
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
