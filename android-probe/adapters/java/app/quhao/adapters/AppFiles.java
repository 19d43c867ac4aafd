package app.quhao.adapters;

import android.content.Context;
import java.io.File;

/** What an SDK may have left in the app's private files. */
final class AppFiles {
  private static final String PREFERENCES = "shared_prefs";
  private static final String[] FOLDERS = {
    "files", "no_backup", "cache", "code_cache", "databases", PREFERENCES
  };

  private AppFiles() {}

  /** Deletes all of it, so that the next SDK is not judged by what another one has left. */
  static void delete(Context context) {
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
