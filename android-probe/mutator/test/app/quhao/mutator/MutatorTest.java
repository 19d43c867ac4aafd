package app.quhao.mutator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import app.quhao.schemata.Schemata;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Compiles a class, writes every mutation into it, and runs it with each of them. */
public final class MutatorTest {
  private static final String SOURCE =
      String.join(
          "\n",
          "package com.cmic.gen.sdk.sample;",
          "public final class Sample {",
          "  enum Kind { FIRST(1), SAME(1), SECOND(2); final int id; Kind(int id) { this.id = id; } }",
          "  private static final StringBuilder LOG = new StringBuilder();",
          "  private static int field;",
          "  public static String condition(int n) { return n < 3 ? \"low\" : \"high\"; }",
          "  public static int sum(int n) { int s = 0; for (int i = n; i > 0; i--) s = s + 7; return s; }",
          "  public static String code() { return \"103000\"; }",
          "  public static String join(String a) { return \"<\" + a + \">\"; }",
          "  public static int kind() { Kind kind = Kind.FIRST; return kind.id; }",
          "  private static void first() { LOG.append('a'); }",
          "  private static void second() { LOG.append('b'); }",
          "  public static String calls() { LOG.setLength(0); first(); second(); return LOG.toString(); }",
          "  public static int set() { field = 0; write(5); return field; }",
          "  private static void write(int n) { field = n; }",
          "  public static boolean yes() { return Boolean.parseBoolean(\"true\"); }",
          "  public static String caught() {",
          "    try { check(0); return \"none\"; } catch (IllegalStateException e) { return \"caught\"; }",
          "  }",
          "  private static void check(int n) { if (n == 0) throw new IllegalStateException(\"zero\"); }",
          "}");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Class<?> sample;
  private List<String> table;

  @Before
  public void mutate() throws Exception {
    Path classes = folder.newFolder("classes").toPath();
    Path source = folder.getRoot().toPath().resolve("Sample.java");
    Files.writeString(source, SOURCE);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null, null, null, "--release", "11", "-g", "-d", classes.toString(), source.toString());
    assertEquals(0, result);
    Path rows = folder.getRoot().toPath().resolve("mutations.json");
    Path platform = folder.newFolder("platform").toPath();
    Main.main(new String[] {classes.toString(), platform.toString(), rows.toString()});
    table = Files.readAllLines(rows);
    URL[] path = {classes.toUri().toURL()};
    sample = new URLClassLoader(path, getClass().getClassLoader()).loadClass("com.cmic.gen.sdk.sample.Sample");
  }

  @After
  public void restore() {
    Schemata.activate();
    Schemata.forget();
  }

  @Test
  public void everythingIsAsCompiledWhileNoMutationIsActive() throws Exception {
    assertEquals("low", call("condition", 2));
    assertEquals(21, call("sum", 3));
    assertEquals("103000", call("code"));
    assertEquals("<x>", call("join", "x"));
    assertEquals(1, call("kind"));
    assertEquals("ab", call("calls"));
    assertEquals(5, call("set"));
    assertEquals(true, call("yes"));
    assertEquals("caught", call("caught"));
  }

  @Test
  public void eachOperatorChangesWhatItSays() throws Exception {
    assertEquals("high", mutated("condition", "condition-negated", "condition", 2));
    assertEquals("low", mutated("condition", "boundary-moved", "condition", 3));
    assertEquals(-21, mutated("sum", "arithmetic-changed", "sum", 3));
    assertEquals(24, mutated("sum", "number-changed", "sum", 3, "7 becomes 8"));
    assertEquals("103001", mutated("code", "text-changed", "code"));
    assertEquals("", mutated("code", "return-replaced", "code"));
    assertEquals("x", mutated("join", "text-changed", "join", "x"));
    assertEquals(2, mutated("kind", "constant-changed", "kind"));
    assertEquals("ba", mutated("calls", "calls-swapped", "calls", null, "Sample.second() comes before"));
    assertEquals("b", mutated("calls", "call-removed", "calls", null, "Sample.first"));
    assertEquals(0, mutated("write", "assignment-removed", "set"));
    assertEquals(false, mutated("yes", "return-replaced", "yes"));
    assertEquals("none", mutated("check", "throw-removed", "caught"));
  }

  @Test
  public void anExceptionThatWasCaughtGoesOn() {
    Schemata.activate(numberOf("caught", "catch-rethrows", ""));
    InvocationTargetException thrown =
        org.junit.Assert.assertThrows(InvocationTargetException.class, () -> call("caught"));
    assertTrue(thrown.getCause() instanceof IllegalStateException);
  }

  @Test
  public void touchedListsWhatWasExecutedSinceForget() throws Exception {
    int code = numberOf("code", "text-changed", "");
    int join = numberOf("join", "text-changed", "");
    Schemata.forget();
    call("code");
    List<Integer> touched = new ArrayList<>();
    Arrays.stream(Schemata.touched()).forEach(touched::add);
    assertTrue(touched.contains(code));
    assertFalse(touched.contains(join));
  }

  @Test
  public void textOfExceptionsAndNamesOfEnumsAreLeftAlone() {
    assertFalse(table.stream().anyMatch(row -> row.contains("zero")));
    assertFalse(table.stream().anyMatch(row -> row.contains("FIRST\\\" becomes")));
  }

  private Object mutated(String method, String operator, String called, Object... arguments)
      throws Exception {
    String part = arguments.length > 1 ? (String) arguments[1] : "";
    Schemata.activate(numberOf(method, operator, part));
    boolean isGiven = arguments.length > 0 && arguments[0] != null;
    return isGiven ? call(called, arguments[0]) : call(called);
  }

  private int numberOf(String method, String operator, String part) {
    Pattern number = Pattern.compile("\"number\":(\\d+)");
    for (String row : table) {
      boolean fits =
          row.contains("\"method\":\"" + method + "\"")
              && row.contains("\"operator\":\"" + operator + "\"")
              && row.contains(part);
      Matcher matcher = number.matcher(row);
      if (fits && matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new AssertionError("no " + operator + " in " + method + " " + part);
  }

  private Object call(String name, Object... arguments) throws Exception {
    for (Method method : sample.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method.invoke(null, arguments);
      }
    }
    throw new AssertionError("no method " + name);
  }
}
