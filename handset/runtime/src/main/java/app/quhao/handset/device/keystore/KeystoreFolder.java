package app.quhao.handset.device.keystore;

import android.system.keystore2.ResponseCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Stores the keys of one app, one file per alias, outside the app's own data folder. */
final class KeystoreFolder {
  private final Path folder;

  KeystoreFolder(Path folder) {
    this.folder = folder;
  }

  synchronized void write(String alias, StoredKey key) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "new", ".part");
      Files.writeString(part, key.toText());
      Files.move(part, file(alias), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be written: " + folder, e);
    }
  }

  /** Returns null if there is no such entry. */
  synchronized StoredKey read(String alias) {
    try {
      return StoredKey.parse(Files.readString(file(alias)));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be read: " + folder, e);
    }
  }

  /** Returns the alias of a key. */
  String aliasOf(long id) {
    return aliases().stream()
        .filter(alias -> read(alias).id() == id)
        .findFirst()
        .orElseThrow(
            () -> new KeyMintException(ResponseCode.KEY_NOT_FOUND, "no key has the id " + id));
  }

  /** Returns whether the entry was there. */
  synchronized boolean delete(String alias) {
    try {
      return Files.deleteIfExists(file(alias));
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be written: " + folder, e);
    }
  }

  List<String> aliases() {
    List<String> aliases = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return aliases;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".key"))
          .map(KeystoreFolder::aliasOf)
          .sorted()
          .forEach(aliases::add);
      return aliases;
    } catch (IOException e) {
      throw new UncheckedIOException("The key store cannot be read: " + folder, e);
    }
  }

  private Path file(String alias) {
    return folder.resolve(
        HexFormat.of().formatHex(alias.getBytes(StandardCharsets.UTF_8)) + ".key");
  }

  private static String aliasOf(String name) {
    byte[] bytes = HexFormat.of().parseHex(name.substring(0, name.length() - ".key".length()));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
