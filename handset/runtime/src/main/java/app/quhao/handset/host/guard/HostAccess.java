package app.quhao.handset.host.guard;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the classes of an app call instead of the JDK where the app has no root folder of its own
 * (HostGuard). Paths of the machine look as if nothing were there; no command runs.
 */
public final class HostAccess {
  /** Below a file there is nothing. */
  private static final String NOWHERE = "/dev/null/none";

  /** Calls from rewritten classes are static, so the folders cannot be passed to them. */
  private static final AtomicReference<List<Path>> OPEN = new AtomicReference<>(List.of());

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

  public static Process exec(Runtime runtime, String command) throws IOException {
    throw refused(command);
  }

  public static Process exec(Runtime runtime, String[] command) throws IOException {
    throw refused(command);
  }

  public static Process exec(Runtime runtime, String command, String[] environment)
      throws IOException {
    throw refused(command);
  }

  public static Process exec(Runtime runtime, String[] command, String[] environment)
      throws IOException {
    throw refused(command);
  }

  public static Process exec(Runtime runtime, String command, String[] environment, File folder)
      throws IOException {
    throw refused(command);
  }

  public static Process exec(Runtime runtime, String[] command, String[] environment, File folder)
      throws IOException {
    throw refused(command);
  }

  public static Process start(ProcessBuilder builder) throws IOException {
    throw refused(builder.command().toArray(String[]::new));
  }

  private static IOException refused(String... command) {
    String program = command.length == 0 ? "" : command[0].trim().split("\\s+")[0];
    return new IOException(
        "Cannot run program \"" + program + "\": error=2, No such file or directory");
  }

  private static boolean isOpen(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    return OPEN.get().stream().anyMatch(plain::startsWith);
  }
}
