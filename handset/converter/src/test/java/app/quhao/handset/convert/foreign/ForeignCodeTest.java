package app.quhao.handset.convert.foreign;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.convert.foreign.DexCompiler.Configuration;
import app.quhao.handset.convert.table.TranslatedDex;
import com.android.tools.r8.CompilationMode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Java as SDKs have it prints the same after D8 or R8 and the translator as it does on the JVM that it was compiled for. */
@RunWith(Parameterized.class)
public final class ForeignCodeTest {
  private static final String PROGRAMS = "app.quhao.handset.convert.foreign.programs.";
  private static final List<String> NAMES = List.of("Flows", "Lambdas", "Merged", "Nests", "Shapes", "Switches");
  private static final String ENTRY = "-keep class " + PROGRAMS + "* { public static java.lang.String run(); }";
  /** What a record shows of itself are the names of its components. */
  private static final String KEPT = "-keep class " + PROGRAMS + "Kept { *; }";

  /** Programs have state, so that each runs once. */
  private static final Map<String, String> EXPECTED = new HashMap<>();

  @BeforeClass
  public static void runOriginals() throws ReflectiveOperationException {
    for (String name : NAMES) {
      EXPECTED.put(name, (String) Class.forName(PROGRAMS + name).getMethod("run").invoke(null));
    }
  }

  @Parameters(name = "{0}")
  public static List<Configuration> configurations() throws IOException {
    Path words = Files.createTempFile("words", ".txt");
    words.toFile().deleteOnExit();
    Files.writeString(words, "if do int a A new for aA Aa con nul null true \u4e2d class enum var record package void this\n".replace(' ', '\n'));
    List<String> renamed = List.of(ENTRY, KEPT, "-repackageclasses ''", "-obfuscationdictionary " + words, "-classobfuscationdictionary " + words);
    return List.of(
        new Configuration("d8-debug-21", CompilationMode.DEBUG, 21, null),
        new Configuration("d8-release-35", CompilationMode.RELEASE, 35, null),
        new Configuration("r8-21", CompilationMode.RELEASE, 21, List.of(ENTRY, KEPT)),
        new Configuration("r8-35", CompilationMode.RELEASE, 35, List.of(ENTRY, KEPT, "-keepattributes *")),
        new Configuration("r8-words-28", CompilationMode.RELEASE, 28, renamed));
  }

  private final Configuration configuration;

  public ForeignCodeTest(Configuration configuration) {
    this.configuration = configuration;
  }

  @Test
  public void printsTheSame() throws Exception {
    byte[][] dexFiles = DexCompiler.compile(configuration, programs());
    List<String> wrong = new ArrayList<>();
    for (TranslatedDex dex : List.of(TranslatedDex.ofFiles(dexFiles), TranslatedDex.ofDenseFiles(dexFiles))) {
      for (String name : NAMES) {
        compare(name, EXPECTED.get(name), dex.call((PROGRAMS + name).replace('.', '/'), "run"), wrong);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static void compare(String name, String expected, Object result, List<String> wrong) {
    String[] left = expected.split("\n");
    String[] right = String.valueOf(result).split("\n");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      String before = i < left.length ? left[i] : "nothing";
      String after = i < right.length ? right[i] : "nothing";
      if (!before.equals(after)) {
        wrong.add(name + ' ' + i + ": " + after + ", not " + before);
      }
    }
  }

  /** The class files of this test's programs. */
  private static List<byte[]> programs() throws IOException, URISyntaxException {
    Path first = Path.of(ForeignCodeTest.class.getResource("programs/Flows.class").toURI());
    TreeMap<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.list(first.getParent())) {
      for (Path file : files.toList()) {
        classes.put(file.toString(), Files.readAllBytes(file));
      }
    }
    assertTrue(classes.size() > NAMES.size());
    return List.copyOf(classes.values());
  }
}
