package app.quhao.handset.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads the dex files of an APK as ART does: classes.dex, classes2.dex, … until one is missing. */
final class DexFiles {
  private DexFiles() {}

  static List<byte[]> of(Path apk) throws IOException {
    List<byte[]> dexFiles = new ArrayList<>();
    try (ZipFile zip = new ZipFile(apk.toFile())) {
      for (int i = 0; ; i++) {
        ZipEntry entry = zip.getEntry(nameOf(i));
        if (entry == null) {
          return dexFiles;
        }
        try (InputStream stream = zip.getInputStream(entry)) {
          dexFiles.add(stream.readAllBytes());
        }
      }
    }
  }

  static String nameOf(int index) {
    return index == 0 ? "classes.dex" : "classes" + (index + 1) + ".dex";
  }
}
