package app.quhao.adapters;

import android.content.Context;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What an SDK may have left in the app's private files. */
final class AppFiles {
  private static final String PREFERENCES = "shared_prefs";
  private static final String[] FOLDERS = {
    "files", "no_backup", "cache", "code_cache", "databases", PREFERENCES
  };

  private AppFiles() {}

  /**
   * Deletes all of it where it is another SDK's, of this process or of one before it: no SDK is
   * judged by what another one has left.
   */
  static void belongTo(String subject, Context context) {
    File mark = new File(context.getDataDir(), "quhao-subject");
    try {
      if (!isOf(subject, mark)) {
        delete(context);
        try (FileOutputStream out = new FileOutputStream(mark)) {
          out.write(subject.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static boolean isOf(String subject, File mark) throws IOException {
    byte[] name = subject.getBytes(StandardCharsets.UTF_8);
    if (mark.length() != name.length) {
      return false;
    }
    byte[] read = new byte[name.length];
    try (DataInputStream in = new DataInputStream(new FileInputStream(mark))) {
      in.readFully(read);
    }
    return Arrays.equals(name, read);
  }

  private static void delete(Context context) {
    File root = context.getDataDir();
    for (File file : childrenOf(new File(root, PREFERENCES))) {
      // Also from the memory of the process.
      context.deleteSharedPreferences(file.getName().replaceAll("\\.xml$", ""));
    }
    for (String folder : FOLDERS) {
      for (File file : childrenOf(new File(root, folder))) {
        deleteTree(file);
      }
    }
  }

  private static void deleteTree(File file) {
    for (File child : childrenOf(file)) {
      deleteTree(child);
    }
    if (!file.delete() && file.exists()) {
      throw new IllegalStateException("cannot delete " + file);
    }
  }

  private static File[] childrenOf(File folder) {
    File[] children = folder.listFiles();
    return children == null ? new File[0] : children;
  }
}
