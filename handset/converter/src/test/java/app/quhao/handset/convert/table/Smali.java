package app.quhao.handset.convert.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jf.smali.SmaliOptions;

/** The assembler. */
public final class Smali {
  private static final int API = 29;

  private Smali() {}

  /** Returns a dex file with the classes, each given as text. */
  public static byte[] assemble(List<String> classes) {
    try {
      Path folder = Files.createTempDirectory("quhao-smali");
      try {
        return assemble(classes, folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] assemble(List<String> classes, Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      files.add(Files.writeString(folder.resolve(i + ".smali"), classes.get(i)).toString());
    }
    SmaliOptions options = new SmaliOptions();
    options.apiLevel = API;
    options.outputDexFile = folder.resolve("classes.dex").toString();
    if (!org.jf.smali.Smali.assemble(options, files)) {
      throw new IllegalStateException("the text does not assemble; the messages are on stderr");
    }
    return Files.readAllBytes(folder.resolve("classes.dex"));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
