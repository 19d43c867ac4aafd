package app.quhao.handset.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.robolectric.util.TempDirectory;

/** The app's storage. Robolectric uses it as a temporary folder, but it must persist. */
final class AppData extends TempDirectory {
  private static final String HOME = "-dataDir";

  private final Path data;
  private final Path home;

  /** Takes the folder of all data, and the app's own as the app sees it. */
  AppData(Path data, Path home) {
    super("unused");
    this.data = data;
    this.home = home;
  }

  @Override
  public Path getBasePath() {
    return data;
  }

  @Override
  public Path create(String name) {
    return createIfNotExists(name);
  }

  @Override
  public Path createIfNotExists(String name) {
    try {
      return Files.createDirectories(isHome(name) ? home : data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The app's data folder cannot be used: " + data, e);
    }
  }

  private boolean isHome(String name) {
    return name.endsWith(HOME) && !name.equals(HOME);
  }

  @Override
  public Path createFile(String name, String contents) {
    try {
      return Files.writeString(data.resolve(name), contents);
    } catch (IOException e) {
      throw new UncheckedIOException("The app's data folder cannot be used: " + data, e);
    }
  }

  @Override
  public void destroy() {
    // The folder persists.
  }
}
