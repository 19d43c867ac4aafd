package app.quhao.handset.host.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The classes of some jars, read and not loaded. */
final class JarClasses implements AutoCloseable {
  private static final String CLASS = ".class";

  private final List<JarFile> jars;
  private final Map<String, ClassNode> read = new HashMap<>();

  JarClasses(List<Path> paths) {
    jars = paths.stream().map(JarClasses::open).toList();
  }

  private static JarFile open(Path path) {
    try {
      return new JarFile(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Not a jar: " + path, e);
    }
  }

  /** Returns null for a class that no jar has. The name is internal: android/app/AlarmManager. */
  ClassNode find(String name) {
    return read.computeIfAbsent(name, this::parse);
  }

  /** All classes below a folder of the jars, for example org/robolectric/shadows/. */
  Stream<ClassNode> below(String folder) {
    return jars.stream()
        .flatMap(JarFile::stream)
        .map(JarEntry::getName)
        .filter(name -> name.startsWith(folder) && name.endsWith(CLASS))
        .sorted()
        .map(name -> find(name.substring(0, name.length() - CLASS.length())));
  }

  private ClassNode parse(String name) {
    for (JarFile jar : jars) {
      JarEntry entry = jar.getJarEntry(name + CLASS);
      if (entry != null) {
        try (InputStream bytes = jar.getInputStream(entry)) {
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG);
          return node;
        } catch (IOException e) {
          throw new UncheckedIOException("Unreadable in " + jar.getName() + ": " + name, e);
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
