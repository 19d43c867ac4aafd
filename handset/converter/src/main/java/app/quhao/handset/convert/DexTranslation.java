package app.quhao.handset.convert;

import com.googlecode.d2j.Method;
import com.googlecode.d2j.dex.Dex2jar;
import com.googlecode.d2j.dex.DexExceptionHandler;
import com.googlecode.d2j.node.DexMethodNode;
import com.googlecode.d2j.reader.BaseDexFileReader;
import com.googlecode.d2j.reader.MultiDexFileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.MethodVisitor;

/**
 * The output of dex2jar: class files by internal name, and facts that only the dex contains.
 * `failures` lists methods without a faithful translation.
 */
record DexTranslation(Map<String, byte[]> classes, Map<String, String> sourceFiles, List<String> failures) {

  static DexTranslation of(Path apk) throws IOException {
    BaseDexFileReader reader = MultiDexFileReader.open(Files.readAllBytes(apk));
    DexSurvey survey = DexSurvey.of(reader);
    List<String> failures = new ArrayList<>(survey.lostConstructors());
    Path jar = Files.createTempFile("quhao-dex", ".jar");
    try {
      Dex2jar.from(reader)
          .withExceptionHandler(collectInto(failures))
          .skipDebug(false)
          .topoLogicalSort()
          .dontSanitizeNames(true)
          .computeFrames(false)
          .setRandom(new Random(1))
          .to(jar);
      return new DexTranslation(readClasses(jar), survey.sourceFiles(), failures);
    } finally {
      Files.deleteIfExists(jar);
    }
  }

  private static DexExceptionHandler collectInto(List<String> failures) {
    return new DexExceptionHandler() {
      @Override
      public void handleFileException(Exception e) {
        failures.add(String.valueOf(e));
      }

      @Override
      public void handleMethodTranslateException(
          Method method, DexMethodNode node, MethodVisitor visitor, Exception e) {
        failures.add(method.getOwner() + '.' + method.getName() + ": " + e);
      }
    };
  }

  private static Map<String, byte[]> readClasses(Path jar) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.getName().endsWith(".class")) {
          continue;
        }
        try (InputStream stream = zip.getInputStream(entry)) {
          classes.put(entry.getName().substring(0, entry.getName().length() - ".class".length()), stream.readAllBytes());
        }
      }
    }
    return classes;
  }
}
