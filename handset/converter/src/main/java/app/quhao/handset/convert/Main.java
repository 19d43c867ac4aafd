package app.quhao.handset.convert;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * `Main --apk FILE --platform android-all.jar --out FILE [--dense true]` exits with 0 (converted), 3 (refused,
 * with the reason in the report) or 1 (internal error). stdout has the report, stderr lines of
 * progress for a big APK.
 */
public final class Main {
  private static final int EXIT_REFUSED = 3;

  private Main() {}

  public static void main(String[] args) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    PrintStream stdout = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Conversion conversion =
        new Conversion(path(options, "--apk"), path(options, "--platform"), line -> System.err.println("progress: " + line));
    Report report = conversion.dense(Boolean.parseBoolean(options.get("--dense"))).run(path(options, "--out"));
    stdout.println(report.toJson());
    System.exit(report.isRefused() ? EXIT_REFUSED : 0);
  }

  private static Path path(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("usage: --apk FILE --platform android-all.jar --out FILE; " + name + " is missing");
    }
    return Path.of(value);
  }
}
