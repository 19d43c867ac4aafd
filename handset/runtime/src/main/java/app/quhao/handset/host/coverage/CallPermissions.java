package app.quhao.handset.host.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an app needs for a call of a system service: permissions.txt. Without it the call throws the
 * SecurityException of Android, also where the handset has no answer to it.
 */
public final class CallPermissions {
  private static final String RESOURCE = "permissions.txt";

  /** One of the permissions is enough. `%u` in the words is the app's user. */
  private record Row(List<String> permissions, String words) {}

  private final Map<String, Row> rows;
  private volatile Predicate<String> holds = permission -> true;

  private CallPermissions(Map<String, Row> rows) {
    this.rows = rows;
  }

  /** Reads the table that belongs to the runtime. */
  public static CallPermissions load(int uid) {
    try (InputStream resource = CallPermissions.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList(), uid);
    } catch (IOException e) {
      throw new UncheckedIOException("The runtime's jar lacks " + RESOURCE, e);
    }
  }

  static CallPermissions parse(List<String> lines, int uid) {
    Map<String, Row> rows = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(": ", 2);
      String[] needs = parts[1].split(" \\| ", 2);
      List<String> permissions =
          List.of(needs[0].split(" ")).stream().map(name -> "android.permission." + name).toList();
      String words =
          needs.length == 2
              ? needs[1].replace("%u", String.valueOf(uid))
              : "Neither user " + uid + " nor current process has " + permissions.get(0) + ".";
      if (rows.put(parts[0], new Row(permissions, words)) != null) {
        throw new IllegalArgumentException("Two rows for " + parts[0]);
      }
    }
    return new CallPermissions(rows);
  }

  /** The device side knows which permissions the app holds. */
  public void ask(Predicate<String> holds) {
    this.holds = holds;
  }

  boolean has(String className, String method) {
    return rows.containsKey(className + "." + method);
  }

  /** Throws if the app itself has called a method of the table without the right to it. */
  void check() {
    AppCalls.entry()
        .map(call -> rows.get(call.className() + "." + call.method()))
        .filter(row -> row.permissions().stream().noneMatch(holds))
        .ifPresent(
            row -> {
              throw new SecurityException(row.words());
            });
  }
}
