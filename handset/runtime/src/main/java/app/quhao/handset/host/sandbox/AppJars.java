package app.quhao.handset.host.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.robolectric.internal.bytecode.UrlResourceProvider;

/** The app's class jar and APK, searched by the sandbox's class loader. */
public final class AppJars {
  /** Packages that the runtime itself runs on. A copy bundled by the app is ignored. */
  private static final List<String> RUNTIME_ONLY =
      List.of("org/robolectric/", "app/quhao/handset/", "com/google/common/");

  private final UrlResourceProvider jars;
  private final UnaryOperator<byte[]> rewrite;
  private final List<Path> apks;

  /** Each class goes through the rewriter. */
  public AppJars(UnaryOperator<byte[]> rewrite, List<Path> jars) {
    this.rewrite = rewrite;
    this.apks = jars.stream().filter(jar -> jar.toString().endsWith(".apk")).toList();
    this.jars = new UrlResourceProvider(jars.stream().map(AppJars::url).toArray(URL[]::new));
  }

  /** The class path as a DexPathList names it. */
  @Override
  public String toString() {
    return apks.stream()
        .map(apk -> "zip file \"" + apk + "\"")
        .collect(Collectors.joining(", "));
  }

  InputStream open(String resource) {
    if (isOfRuntime(resource)) {
      return null;
    }
    InputStream content = jars.getResourceAsStream(resource);
    return content == null || !resource.endsWith(".class")
        ? content
        : rewritten(content);
  }

  private InputStream rewritten(InputStream content) {
    try (content) {
      return new ByteArrayInputStream(rewrite.apply(content.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("The app's jar cannot be read", e);
    }
  }

  URL find(String resource) {
    return isOfRuntime(resource) ? null : jars.getResource(resource);
  }

  List<URL> findAll(String resource) throws IOException {
    return isOfRuntime(resource) ? List.of() : Collections.list(jars.findResources(resource));
  }

  private static boolean isOfRuntime(String resource) {
    return RUNTIME_ONLY.stream().anyMatch(resource::startsWith);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("Not a jar's path: " + path, e);
    }
  }
}
