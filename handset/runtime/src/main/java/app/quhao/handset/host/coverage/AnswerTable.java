package app.quhao.handset.host.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes by which apps reach the system's services, and which of their methods give a right
 * answer on the handset although neither the framework nor this project implements them:
 * answers.txt.
 */
public final class AnswerTable {
  private static final String RESOURCE = "answers.txt";
  private static final String AS = " as ";

  /** One line of the table. */
  private record Row(String name, List<String> answers, List<String> refusals) {
    boolean answers(String method) {
      return answers.stream().anyMatch(pattern -> matches(pattern, method))
          && refusals.stream().noneMatch(pattern -> matches(pattern, method));
    }
  }

  private final Map<String, Row> rows;

  private AnswerTable(Map<String, Row> rows) {
    this.rows = rows;
  }

  /** Reads the table that belongs to the runtime. */
  public static AnswerTable load() {
    try (InputStream resource = AnswerTable.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The runtime's jar lacks " + RESOURCE, e);
    }
  }

  static AnswerTable parse(List<String> lines) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("A row without a colon: " + line);
      }
      String[] names = line.substring(0, colon).split(AS, 2);
      String name = names.length == 2 ? names[1] : simpleName(names[0]);
      if (rows.put(names[0], row(name, line.substring(colon + 1).trim())) != null) {
        throw new IllegalArgumentException("Two rows for " + names[0]);
      }
    }
    return new AnswerTable(rows);
  }

  private static Row row(String name, String patterns) {
    List<String> answers = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (String pattern : patterns.split(" +")) {
      if (pattern.startsWith("!")) {
        refusals.add(pattern.substring(1));
      } else if (!pattern.isEmpty()) {
        answers.add(pattern);
      }
    }
    return new Row(name, answers, refusals);
  }

  public Set<String> classes() {
    return rows.keySet();
  }

  /** Whether the class is a way to the system's services. */
  public boolean has(String className) {
    return rows.containsKey(className);
  }

  /** The class as an app's author knows it, for example PackageManager. */
  public String nameOf(String className) {
    return rows.get(className).name();
  }

  /** Whether the method's answer is right. False for a class that is not in the table. */
  public boolean answers(String className, String method) {
    Row row = rows.get(className);
    return row != null && row.answers(method);
  }

  /** Whether an object of the class is of no use at all, so that `new` throws. */
  boolean refusesNew(String className) {
    Row row = rows.get(className);
    return row != null && row.refusals().contains("new");
  }

  private static boolean matches(String pattern, String method) {
    return pattern.endsWith("*")
        ? method.startsWith(pattern.substring(0, pattern.length() - 1))
        : method.equals(pattern);
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
