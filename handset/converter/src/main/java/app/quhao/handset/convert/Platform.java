package app.quhao.handset.convert;

import app.quhao.handset.convert.translate.Hierarchy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of Android and of the JDK, by internal name. */
final class Platform implements Hierarchy, Closeable {
  private final ZipFile android;
  private final Map<String, Optional<ClassFacts>> known = new HashMap<>();

  Platform(Path androidJar) throws IOException {
    this.android = new ZipFile(androidJar.toFile());
  }

  /**
   * Says whether the platform's copy of a class is used instead of an app's, as on ART, whose boot
   * class path comes first. The JDK has more packages than a phone; of those the app's copy counts.
   */
  boolean wins(String name) {
    boolean isOfJava = name.startsWith("java/") || name.startsWith("javax/");
    return android.getEntry(name + ".class") != null || (isOfJava && jdkBytes(name).isPresent());
  }

  Optional<ClassFacts> facts(String name) {
    Optional<ClassFacts> cached = known.get(name);
    if (cached == null) {
      cached = bytesOf(name).map(ClassFacts::read);
      known.put(name, cached);
    }
    return cached;
  }

  @Override
  public TypeFacts find(String internalName) {
    return facts(internalName)
        .map(facts -> new TypeFacts(facts.superName(), facts.isInterface(), facts.interfaces()))
        .orElse(null);
  }

  @Override
  public boolean isApp(String internalName) {
    return false;
  }

  private Optional<byte[]> bytesOf(String name) {
    Optional<byte[]> ofAndroid = androidBytes(name);
    return ofAndroid.isPresent() ? ofAndroid : jdkBytes(name);
  }

  Optional<byte[]> androidBytes(String name) {
    ZipEntry entry = android.getEntry(name + ".class");
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream stream = android.getInputStream(entry)) {
      return Optional.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from " + android.getName(), e);
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

  @Override
  public void close() throws IOException {
    android.close();
  }
}
