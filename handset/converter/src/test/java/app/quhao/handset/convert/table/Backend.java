package app.quhao.handset.convert.table;

import app.quhao.handset.convert.translate.DexTranslator;
import app.quhao.handset.convert.translate.Hierarchy;
import app.quhao.handset.convert.translate.TranslationException;
import java.util.List;
import java.util.Map;

/** The translator under test. */
final class Backend {
  private Backend() {}

  /** Throws TranslationException with all that is refused. */
  static Map<String, byte[]> translate(byte[]... dexFiles) {
    return translate(false, dexFiles);
  }

  /** `isDense`: every method as those of great length are. */
  static Map<String, byte[]> translate(boolean isDense, byte[]... dexFiles) {
    DexTranslator translator = new DexTranslator(new Jdk(), isDense);
    for (byte[] dex : dexFiles) {
      translator.add("classes.dex", dex);
    }
    Map<String, byte[]> classes = translator.translate(name -> true, (done, of) -> {});
    if (!translator.failures().isEmpty()) {
      throw new TranslationException(String.join("\n", translator.failures()));
    }
    return classes;
  }

  /** The classes of the JDK that runs the test. */
  private static final class Jdk implements Hierarchy {
    @Override
    public TypeFacts find(String internalName) {
      try {
        Class<?> type =
            Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
        Class<?> parent = type.getSuperclass();
        boolean isObject = type == Object.class;
        String superName = isObject ? null : parent == null ? "java/lang/Object" : parent.getName().replace('.', '/');
        List<String> interfaces =
            java.util.Arrays.stream(type.getInterfaces()).map(one -> one.getName().replace('.', '/')).toList();
        return new TypeFacts(superName, type.isInterface(), interfaces);
      } catch (ClassNotFoundException e) {
        return null;
      }
    }

    @Override
    public boolean isApp(String internalName) {
      return false;
    }
  }
}
