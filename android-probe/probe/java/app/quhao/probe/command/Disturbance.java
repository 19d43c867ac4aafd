package app.quhao.probe.command;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What `disturb` has changed of a process and its files, and how it is undone. */
final class Disturbance {
  /** Where apps keep files of their own. */
  private static final String[] FOLDERS = {"files", "no_backup", "cache", "shared_prefs"};

  private static final String BLOCK = "quhao-block";

  private final File root;
  private final Locale locale = Locale.getDefault();

  Disturbance(File root) {
    this.root = root;
  }

  void setLocale(Locale next) {
    Locale.setDefault(next);
  }

  /** Each file is as long as before and holds nothing that can be read. Gives their number. */
  int spoilFiles() throws IOException {
    List<File> files = files();
    for (File file : files) {
      byte[] garbage = new byte[(int) Math.min(file.length(), 65_536)];
      Arrays.fill(garbage, (byte) 0xA5);
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(garbage);
      }
    }
    return files.size();
  }

  /** In the place of each file is a folder that is not empty: it can be neither read nor written. */
  int blockFiles() throws IOException {
    List<File> files = files();
    for (File file : files) {
      if (!file.delete() || !file.mkdir() || !new File(file, BLOCK).createNewFile()) {
        throw new IOException("cannot block " + file.getName());
      }
    }
    return files.size();
  }

  /** Also of an earlier process. */
  void undo() {
    Locale.setDefault(locale);
    for (File entry : entries()) {
      File block = new File(entry, BLOCK);
      if (block.exists() && !(block.delete() && entry.delete())) {
        throw new IllegalStateException("cannot give the place of " + entry + " back");
      }
    }
  }

  private List<File> files() {
    List<File> files = new ArrayList<>();
    for (File entry : entries()) {
      if (entry.isFile()) {
        files.add(entry);
      }
    }
    return files;
  }

  /** Files and folders below the app's folders, the deepest last. */
  private List<File> entries() {
    List<File> entries = new ArrayList<>();
    for (String folder : FOLDERS) {
      collect(new File(root, folder), entries);
    }
    return entries;
  }

  private static void collect(File folder, List<File> entries) {
    File[] children = folder.listFiles();
    for (File child : children == null ? new File[0] : children) {
      if (!child.getName().equals(BLOCK)) {
        entries.add(child);
        collect(child, entries);
      }
    }
  }
}
