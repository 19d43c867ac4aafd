package app.quhao.handset.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.robolectric.util.TempDirectory;

/**
 * The app's storage: Robolectric takes it for a temporary folder, but it is the handset's and
 * stays.
 */
final class AppData extends TempDirectory {
  private final Path data;

  AppData(Path data) {
    super("unused");
    this.data = data;
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
      return Files.createDirectories(data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The app's data folder cannot be used: " + data, e);
    }
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
    // Stays.
  }
}
