package app.quhao.handset.convert;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** All classes visible to the app, by internal name: its own, the platform's and the JDK's. */
final class ClassUniverse implements Closeable {
  private final Map<String, byte[]> appClasses;
  private final ZipFile platform;
  private final Map<String, Optional<ClassFacts>> known = new HashMap<>();

  ClassUniverse(Map<String, byte[]> appClasses, Path platformJar) throws IOException {
    this.appClasses = appClasses;
    this.platform = new ZipFile(platformJar.toFile());
  }

  boolean isApp(String name) {
    return appClasses.containsKey(name);
  }

  Optional<ClassFacts> find(String name) {
    Optional<ClassFacts> cached = known.get(name);
    if (cached != null) {
      return cached;
    }
    Optional<ClassFacts> facts = bytesOf(name).map(ClassFacts::read);
    known.put(name, facts);
    return facts;
  }

  Optional<byte[]> bytesOf(String name) {
    byte[] own = appClasses.get(name);
    if (own != null) {
      return Optional.of(own);
    }
    Optional<byte[]> android = platformBytes(name);
    return android.isPresent() ? android : jdkBytes(name);
  }

  Optional<byte[]> platformBytes(String name) {
    ZipEntry entry = platform.getEntry(name + ".class");
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream stream = platform.getInputStream(entry)) {
      return Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from " + platform.getName(), e);
    }
  }

  /** Object.class.getResourceAsStream reads java.base only (docs/handset.md §4). */
  private static Optional<byte[]> jdkBytes(String name) {
    try (InputStream stream = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the JDK", e);
    }
  }

  /**
   * Returns the nearest common super class, as the verifier computes it: interfaces count as
   * Object.
   */
  String commonSuperClass(String left, String right) {
    Set<String> lineage = new HashSet<>();
    for (String name = left; name != null; name = superOf(name)) {
      lineage.add(name);
    }
    for (String name = right; name != null; name = superOf(name)) {
      if (lineage.contains(name)) {
        return name;
      }
    }
    return "java/lang/Object";
  }

  private String superOf(String name) {
    return find(name).filter(facts -> !facts.isInterface()).map(ClassFacts::superName).orElse(null);
  }

  @Override
  public void close() throws IOException {
    platform.close();
  }
}
