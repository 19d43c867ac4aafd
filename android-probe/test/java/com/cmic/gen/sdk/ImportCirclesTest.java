package com.cmic.gen.sdk;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cmic.gen.sdk.flow.Parts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.Test;

/** No class of the SDK depends on itself by way of others. */
public final class ImportCirclesTest {
  private static final Pattern ARROW =
      Pattern.compile("^\\s+(com\\.cmic\\.\\S+)\\s+-> (com\\.cmic\\.\\S+)", Pattern.MULTILINE);

  @Test
  public void thereIsNoCircle() throws Exception {
    Map<String, Set<String>> arrows = arrows();
    assertTrue(arrows.size() + " classes", arrows.size() > 50);
    List<List<String>> circles = new ArrayList<>();
    for (String start : arrows.keySet()) {
      List<String> circle = circle(arrows, start);
      if (circle != null) {
        circles.add(circle);
      }
    }
    assertEquals(Collections.emptyList(), circles);
  }

  /** Outer classes only: a class and its inner ones are one file. */
  private static Map<String, Set<String>> arrows() throws Exception {
    Path classes = Path.of(Parts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    StringWriter printed = new StringWriter();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    PrintWriter out = new PrintWriter(printed);
    jdeps.run(out, out, "-verbose:class", "-filter:none", classes.resolve("com").toString());
    out.flush();
    Map<String, Set<String>> arrows = new TreeMap<>();
    Matcher lines = ARROW.matcher(printed.toString());
    while (lines.find()) {
      String from = lines.group(1).replaceAll("\\$.*", "");
      String to = lines.group(2).replaceAll("\\$.*", "");
      if (!from.equals(to)) {
        arrows.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
      }
    }
    return arrows;
  }

  /** A shortest way from a class back to itself; null where there is none. */
  private static List<String> circle(Map<String, Set<String>> arrows, String start) {
    List<List<String>> ways = new ArrayList<>();
    ways.add(List.of(start));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ways.size(); i++) {
      List<String> way = ways.get(i);
      for (String next : arrows.getOrDefault(way.get(way.size() - 1), Set.of())) {
        List<String> longer = new ArrayList<>(way);
        longer.add(next);
        if (next.equals(start)) {
          return longer;
        }
        if (seen.add(next)) {
          ways.add(longer);
        }
      }
    }
    return null;
  }
}
