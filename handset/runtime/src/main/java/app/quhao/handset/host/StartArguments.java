package app.quhao.handset.host;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The start arguments of handset/PROTOCOL.md section 1. */
public record StartArguments(
    Path control,
    Path run,
    Path apk,
    Path classes,
    Path data,
    Path home,
    Path roots,
    Path userRoots,
    int api,
    Path platform,
    int uid,
    long bootNanos,
    String model,
    String serial,
    boolean seesHost,
    Optional<Instrumenting> instrumenting,
    Optional<String> process) {
  private static final String SHARED = "shared";

  /**
   * Reads {@code --name value} pairs; throws IllegalArgumentException with the name of the invalid
   * argument.
   */
  public static StartArguments parse(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "Expected `--name value`, got `"
                + arguments[i]
                + "`. See handset/PROTOCOL.md section 1.");
      }
      given.put(arguments[i].substring(2), arguments[i + 1]);
    }
    return new StartArguments(
        path(given, "control"),
        path(given, "run"),
        path(given, "apk"),
        path(given, "classes"),
        path(given, "data"),
        path(given, "home"),
        path(given, "roots"),
        path(given, "userRoots"),
        (int) number(given, "api"),
        path(given, "platform"),
        (int) number(given, "uid"),
        number(given, "bootNanos"),
        text(given, "model"),
        text(given, "serial"),
        text(given, "files").equals(SHARED),
        instrumenting(given),
        Optional.ofNullable(given.get("process")));
  }

  /** The shared storage of the device, as the app sees it. */
  public Path sharedStorage() {
    return seesHost ? data.resolve("shared") : Path.of("/storage/emulated/0");
  }

  /** The package whose instrumentation runs in this process, if it is not the app's own. */
  public record Instrumenting(Path apk, Path classes) {}

  private static Optional<Instrumenting> instrumenting(Map<String, String> given) {
    return given.containsKey("testApk")
        ? Optional.of(new Instrumenting(path(given, "testApk"), path(given, "testClasses")))
        : Optional.empty();
  }

  private static Path path(Map<String, String> given, String name) {
    return Path.of(text(given, name)).toAbsolutePath();
  }

  private static long number(Map<String, String> given, String name) {
    String text = text(given, name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " wants a whole number, got `" + text + "`.", e);
    }
  }

  private static String text(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "--" + name + " is missing. See handset/PROTOCOL.md section 1.");
    }
    return value;
  }
}
