package app.quhao.handset.host.guard;

import java.io.File;
import java.io.FileNotFoundException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the classes of an app call instead of the JDK where the app has no root folder of its own
 * (HostGuard). Paths of the machine look as if nothing were there.
 */
public final class HostAccess {
  /** Below a file there is nothing. */
  private static final String NOWHERE = "/dev/null/none";

  /**
   * Calls from rewritten classes are static, so the folders cannot be passed to them. Null where
   * nothing of the machine is in sight.
   */
  private static final AtomicReference<List<Path>> OPEN = new AtomicReference<>();

  private HostAccess() {}

  /** Takes the folders and files that the app may use. */
  public static void open(List<Path> paths) {
    OPEN.set(paths.stream().map(path -> path.toAbsolutePath().normalize()).toList());
  }

  /** Returns the path of a file to open; throws for one of the machine. */
  public static String path(String path) throws FileNotFoundException {
    if (path != null && !isOpen(Path.of(path))) {
      throw new FileNotFoundException(path + " (Permission denied)");
    }
    return path;
  }

  /** Like {@link #path}. */
  public static File file(File file) throws FileNotFoundException {
    if (file != null) {
      path(file.getPath());
    }
    return file;
  }

  /** Returns a file that does not exist instead of one of the machine. */
  public static File hidden(File file) {
    return file == null || isOpen(file.toPath()) ? file : new File(NOWHERE);
  }

  /** Like {@link #hidden(File)}. */
  public static Path hidden(Path path) {
    return path == null || isOpen(path) ? path : Path.of(NOWHERE);
  }

  /** Like {@link #hidden(File)}. */
  public static String hidden(String path) {
    return path == null || isOpen(Path.of(path)) ? path : NOWHERE;
  }

  /** Returns a URL of a file only if the app may open it. */
  public static URL url(URL url) throws FileNotFoundException {
    if (url != null && isGuarding()) {
      String text = url.toString().replaceFirst("^jar:", "").replaceFirst("!/.*", "");
      if (text.startsWith("file:")) {
        path(URI.create(text).getPath());
      }
    }
    return url;
  }

  /** False where the app has a root folder of its own. */
  static boolean isGuarding() {
    return OPEN.get() != null;
  }

  private static boolean isOpen(Path path) {
    if (!isGuarding()) {
      return true;
    }
    Path plain = path.toAbsolutePath().normalize();
    return OPEN.get().stream().anyMatch(plain::startsWith);
  }
}
