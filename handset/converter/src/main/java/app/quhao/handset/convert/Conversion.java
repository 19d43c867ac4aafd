package app.quhao.handset.convert;

import app.quhao.handset.convert.translate.DexTranslator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Converts an APK to a jar: translate, then check. The jar is written only if every method has a
 * faithful translation, every class links, and every reference to the app's own classes resolves.
 */
final class Conversion {
  /**
   * Packages for which the runtime's copy is used instead of the app's (docs/handset.md §5).
   */
  private static final List<String> RUNTIME_WINS =
      List.of("org/bouncycastle/", "org/conscrypt/", "org/objectweb/asm/", "org/junit/", "javax/inject/", "org/w3c/");

  /** A line of progress for every so many classes. */
  private static final int PROGRESS_STEP = 500;

  private final Path apk;
  private final Path platformJar;
  private final Consumer<String> progress;

  private boolean isDense;

  Conversion(Path apk, Path platformJar, Consumer<String> progress) {
    this.apk = apk;
    this.platformJar = platformJar;
    this.progress = progress;
  }

  /** Translates all methods as those that would be too long otherwise; for scripts/verify-converter. */
  Conversion dense(boolean areAllDense) {
    isDense = areAllDense;
    return this;
  }

  Report run(Path out) throws IOException {
    try (Platform platform = new Platform(platformJar)) {
      Findings findings = new Findings();
      DexTranslator translator = new DexTranslator(platform, isDense);
      List<byte[]> dexFiles = DexFiles.of(apk);
      for (int i = 0; i < dexFiles.size(); i++) {
        translator.add(DexFiles.nameOf(i), dexFiles.get(i));
      }
      leaveToPlatform(translator, platform, findings);
      Map<String, byte[]> classes = translator.translate(name -> true, this::reportTranslated);
      if (!translator.failures().isEmpty()) {
        return refuse("code without a faithful translation", translator.failures());
      }
      int references = check(classes, new ClassUniverse(classes, platform), findings);
      if (!findings.broken().isEmpty()) {
        return refuse("classes that a JVM does not link", findings.broken());
      }
      writeJar(classes, out);
      return Report.converted(classes.size(), references, findings.absent());
    }
  }

  private static void leaveToPlatform(DexTranslator translator, Platform platform, Findings findings) {
    List<String> left = translator.names().stream().filter(platform::wins).sorted().toList();
    left.forEach(translator::remove);
    if (!left.isEmpty()) {
      findings.absent(left.size() + " bundled classes are the platform's own, the first is " + left.get(0));
    }
  }

  private void reportTranslated(int classes, int of) {
    if (classes % PROGRESS_STEP == 0) {
      progress.accept("translated " + classes + " of " + of + " classes");
    }
  }

  private int check(Map<String, byte[]> classes, ClassUniverse universe, Findings findings) {
    if (classes.size() >= PROGRESS_STEP) {
      progress.accept("checking " + classes.size() + " classes");
    }
    new LinkCheck(classes, universe).run(findings);
    int references = new ReferenceCheck(classes, universe).run(findings);
    classes.keySet().stream()
        .filter(name -> RUNTIME_WINS.stream().anyMatch(name::startsWith))
        .findFirst()
        .ifPresent(name -> findings.absent(name + " is bundled, but the runtime's own copy is used"));
    return references;
  }

  private static Report refuse(String what, List<String> findings) {
    String count = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)";
    return Report.refused("the APK has " + what + ": " + findings.get(0) + count, findings);
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
        header.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        header.setSize(entry.getValue().length);
        header.setCrc(crc.getValue());
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
