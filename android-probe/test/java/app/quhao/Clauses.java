package app.quhao;

import com.cmic.gen.sdk.Fixtures;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of fixtures/clauses.yaml. */
public final class Clauses {
  private static final Pattern ROW = Pattern.compile("\\{id: ([A-Z]+-[0-9]+),");

  private Clauses() {}

  public static Set<String> ids() throws IOException {
    Set<String> ids = new HashSet<>();
    Matcher rows = ROW.matcher(Fixtures.read("clauses.yaml"));
    while (rows.find()) {
      ids.add(rows.group(1));
    }
    if (ids.isEmpty()) {
      throw new IllegalStateException("clauses.yaml has no row of the known form");
    }
    return ids;
  }
}
