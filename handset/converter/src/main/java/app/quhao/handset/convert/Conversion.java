package app.quhao.handset.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Converts an APK to a jar: translate, repair, check. The jar is written only if every class links
 * and every reference to the app's own classes resolves.
 */
final class Conversion {
  /**
   * Dropped, because bundled test libraries would replace the runtime's own (docs/handset.md §5).
   */
  private static final String DROPPED = "androidx/test/";

  /**
   * Packages for which the runtime's copy is used instead of the app's (docs/handset.md §5).
   */
  private static final List<String> RUNTIME_WINS =
      List.of("org/bouncycastle/", "org/conscrypt/", "org/objectweb/asm/", "org/junit/", "javax/inject/", "org/w3c/");

  private static final byte[] R8_MARKER = "~~R8{".getBytes(StandardCharsets.US_ASCII);

  private final Path apk;
  private final Path platform;

  Conversion(Path apk, Path platform) {
    this.apk = apk;
    this.platform = platform;
  }

  Report run(Path out) throws IOException {
    DexTranslation translation = DexTranslation.of(apk);
    if (!translation.failures().isEmpty()) {
      return refuse("some code has no faithful translation", translation.failures());
    }
    Map<String, byte[]> own = new TreeMap<>(translation.classes());
    own.keySet().removeIf(name -> name.startsWith(DROPPED));
    try (ClassUniverse universe = new ClassUniverse(own, platform)) {
      Map<String, byte[]> repaired = repairAll(own, translation.sourceFiles(), universe);
      Findings findings = new Findings();
      new LinkCheck(repaired, universe).run(findings);
      int references = new ReferenceCheck(repaired, universe).run(findings);
      if (!findings.broken().isEmpty()) {
        return refuse("the converted classes do not link", findings.broken());
      }
      repaired.keySet().stream()
          .filter(name -> RUNTIME_WINS.stream().anyMatch(name::startsWith))
          .findFirst()
          .ifPresent(name -> findings.absent(name + " is bundled, but the runtime's own copy is used"));
      writeJar(repaired, out);
      return Report.converted(repaired.size(), references, findings.absent());
    }
  }

  private static Map<String, byte[]> repairAll(
      Map<String, byte[]> classes, Map<String, String> sourceFiles, ClassUniverse universe) {
    ClassRepair repair = new ClassRepair(universe);
    Map<String, byte[]> repaired = new TreeMap<>();
    classes.forEach((name, bytes) -> repaired.put(name, repair.repair(bytes, sourceFiles.get(name))));
    return repaired;
  }

  private Report refuse(String what, List<String> findings) throws IOException {
    String cause =
        isShrunkByR8()
            ? "; it was optimised by R8, whose dex a JVM cannot run: install a debug or D8-built APK"
            : "; install an APK that D8 made from class files";
    return Report.refused(what + ": " + findings.size() + " errors, the first is: " + findings.get(0) + cause, findings);
  }

  private boolean isShrunkByR8() throws IOException {
    for (byte[] dex : DexFiles.of(apk)) {
      if (indexOf(dex, R8_MARKER) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(byte[] where, byte[] what) {
    outer:
    for (int i = 0; i <= where.length - what.length; i++) {
      for (int j = 0; j < what.length; j++) {
        if (where[i + j] != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  /**
   * Writes stored entries sorted by name with a fixed date, so that the same APK gives the same
   * bytes.
   */
  private static void writeJar(Map<String, byte[]> classes, Path out) throws IOException {
    try (OutputStream file = Files.newOutputStream(out);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        ZipEntry header = new ZipEntry(entry.getKey() + ".class");
        header.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
