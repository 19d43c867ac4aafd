package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import app.quhao.handset.convert.translate.TranslationException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Code that no compiler of Java writes and that a phone runs: odd handlers, dead code, monitors, methods of great length. */
public final class ShapeTableTest {
  private static final String DIVIDE = "div-int v0, v1, p0";

  private final Table table = new Table();

  @Test
  public void methodsThatBeginWithALoop() {
    table.method("count(I)I", ":head", "add-int/lit8 p0, p0, -0x1", "if-gtz p0, :head", "return p0");
    table.method("turn(I)I", ":head", "if-lez p0, :done", "add-int/lit8 p0, p0, -0x3", "goto :head", ":done", "return p0");
    table.method("idle(I)I", "nop", ":head", "if-eqz p0, :done", "const/4 p0, 0x0", "nop", "goto :head", ":done", "return p0");
    table.row("count", 0, 5);
    table.row("turn", -1, 5);
    table.row("idle", 0, 5);
    table.check();
  }

  @Test
  public void aHandlerMayLieInItsOwnRange() {
    table.method(
        "retry(I)I",
        "const/16 v1, 0x64",
        ":start",
        DIVIDE,
        "return v0",
        ":again",
        "move-exception v2",
        "add-int/lit8 p0, p0, 0x5",
        DIVIDE,
        "return v0",
        ":end",
        ".catch Ljava/lang/ArithmeticException; {:start .. :end} :again");
    table.row("retry", 20, 0);
    table.row("retry", 25, 4);
    table.check();
  }

  @Test
  public void aHandlerMayBeAnOrdinaryTargetAsWell() {
    table.method(
        "shared(I)I",
        "const/16 v1, 0x64",
        "const/4 v0, 0x7",
        "if-gtz p0, :shared",
        ":start",
        "div-int v0, v1, p0",
        ":end",
        ".catchall {:start .. :end} :shared",
        "return v0",
        ":shared",
        "add-int/lit8 v0, v0, 0x1",
        "return v0");
    table.row("shared", 8, 1);
    table.row("shared", 8, 0);
    table.row("shared", -50, -2);
    table.check();
  }

  @Test
  public void aHandlerInTheMiddleOfARangeAndRangesThatTouch() {
    table.method(
        "split(I)I",
        "const/16 v1, 0x64",
        ":a",
        DIVIDE,
        ":b",
        "add-int/lit8 p0, p0, -0x1",
        DIVIDE,
        ":c",
        "return v0",
        ":first",
        "const/4 v0, -0x1",
        "return v0",
        ":second",
        "const/4 v0, -0x2",
        "return v0",
        ".catch Ljava/lang/ArithmeticException; {:a .. :b} :first",
        ".catch Ljava/lang/ArithmeticException; {:b .. :c} :second");
    table.row("split", -1, 0);
    table.row("split", -2, 1);
    table.row("split", 100, 2);
    table.check();
  }

  @Test
  public void deadCodeIsNoObstacle() {
    table.method(
        "dead(I)I",
        "goto :live",
        ":start",
        "const-string v0, \"dead\"",
        "add-int v0, v0, v3",
        "div-int v0, v1, p0",
        ":end",
        "return v0",
        ":handler",
        "move-exception v0",
        "throw v0",
        ":live",
        "return p0",
        "nop",
        "nop",
        ".catchall {:start .. :end} :handler");
    table.row("dead", 4, 4);
    table.check();
  }

  @Test
  public void switchesAtTheEdgesOfInt() {
    table.method(
        "packed(I)I",
        "packed-switch p0, :table",
        "const/4 v0, 0x0",
        "return v0",
        ":low",
        "const/4 v0, 0x1",
        "return v0",
        ":next",
        "const/4 v0, 0x2",
        "return v0",
        ":table",
        ".packed-switch -0x80000000",
        ":low",
        ":next",
        ".end packed-switch");
    table.method(
        "sparse(I)I",
        "sparse-switch p0, :table",
        "const/4 v0, 0x0",
        "return v0",
        ":low",
        "const/4 v0, 0x1",
        "return v0",
        ":high",
        "const/4 v0, 0x2",
        "return v0",
        ":table",
        ".sparse-switch",
        "-0x80000000 -> :low",
        "0x0 -> :high",
        "0x7fffffff -> :high",
        ".end sparse-switch");
    table.method("empty(I)I", "packed-switch p0, :table", "return p0", ":table", ".packed-switch 0x0", ".end packed-switch");
    table.method(
        "toItself(I)I",
        ":head",
        "add-int/lit8 p0, p0, -0x1",
        "packed-switch p0, :table",
        "return p0",
        ":table",
        ".packed-switch 0x3",
        ":head",
        ":head",
        ".end packed-switch");
    table.row("packed", 1, Integer.MIN_VALUE);
    table.row("packed", 2, Integer.MIN_VALUE + 1);
    table.row("packed", 0, Integer.MAX_VALUE);
    table.row("sparse", 1, Integer.MIN_VALUE);
    table.row("sparse", 2, Integer.MAX_VALUE);
    table.row("sparse", 2, 0);
    table.row("sparse", 0, 1);
    table.row("empty", 9, 9);
    table.row("toItself", 2, 5);
    table.row("toItself", 8, 9);
    table.check();
  }

  @Test
  public void twoMonitorsAndAnExceptionBetweenThem() {
    table.method(
        "locked(Ljava/lang/Object;Ljava/lang/Object;I)Ljava/lang/String;",
        "monitor-enter p0",
        ":outer",
        "monitor-enter p1",
        ":inner",
        "const/16 v1, 0x64",
        "div-int v0, v1, p2",
        "monitor-exit p1",
        ":innerEnd",
        ".catchall {:inner .. :innerEnd} :innerHandler",
        "monitor-exit p0",
        ":outerEnd",
        ".catchall {:outer .. :inner} :outerHandler",
        ".catchall {:innerEnd .. :outerEnd} :outerHandler",
        "const-string v0, \"whole\"",
        "return-object v0",
        ":innerHandler",
        "move-exception v2",
        ":again",
        "monitor-exit p1",
        ":againEnd",
        ".catchall {:again .. :againEnd} :innerHandler",
        ":outerAgain",
        "throw v2",
        ":outerAgainEnd",
        ".catchall {:outerAgain .. :outerAgainEnd} :outerHandler",
        ":outerHandler",
        "move-exception v2",
        ":last",
        "monitor-exit p0",
        ":lastEnd",
        ".catchall {:last .. :lastEnd} :outerHandler",
        "invoke-virtual {v2}, Ljava/lang/Object;->getClass()Ljava/lang/Class;",
        "move-result-object v2",
        "invoke-virtual {v2}, Ljava/lang/Class;->getSimpleName()Ljava/lang/String;",
        "move-result-object v2",
        "return-object v2");
    table.method("holds(Ljava/lang/Object;)Z", "invoke-static {p0}, Ljava/lang/Thread;->holdsLock(Ljava/lang/Object;)Z", "move-result v0", "return v0");
    Object first = new Object();
    Object second = new Object();
    table.row("locked", "whole", first, second, 5);
    table.row("locked", "ArithmeticException", first, second, 0);
    table.row("holds", false, first);
    table.row("holds", false, second);
    table.row("locked", NullPointerException.class, null, second, 5);
    table.row("locked", "NullPointerException", first, null, 5);
    table.row("holds", false, first);
    table.check();
  }

  /** ART looks for the class before it looks at the object. */
  @Test
  public void castsToAClassThatIsAbsent() {
    table.method("cast(Ljava/lang/Object;)I", "check-cast p0, Lt/Absent;", "const/4 v0, 0x1", "return v0");
    table.method("castArray(Ljava/lang/Object;)I", "check-cast p0, [Lt/Absent;", "const/4 v0, 0x1", "return v0");
    table.method("is(Ljava/lang/Object;)Z", "instance-of v0, p0, Lt/Absent;", "return v0");
    for (String name : new String[] {"cast", "castArray", "is"}) {
      table.row(name, NoClassDefFoundError.class, (Object) null);
      table.row(name, NoClassDefFoundError.class, "x");
    }
    table.check();
  }

  @Test
  public void methodsUpToTheLimitOfAJvmRunAndLongerOnesAreRefused() {
    table.method("long(I)I", longBody(3_000));
    table.row("long", 7 + 3_000, 7);
    table.row("long", 0, 0);
    table.check();
    Table longer = new Table();
    longer.method("tooLong(I)I", longBody(14_000));
    TranslationException refusal =
        assertThrows(TranslationException.class, () -> Backend.translate(TranslatedDex.assemble(longer.type())));
    assertEquals("t/Table.tooLong(I)I: the method exceeds the 64 KiB of a JVM's", refusal.getMessage());
  }

  /** javac's code for this is half as long as one with a local for each constant. */
  @Test
  public void aLongTableOfStringsRuns() {
    List<String> body = new ArrayList<>();
    body.add("const/16 v1, 0xfa0");
    body.add("new-array v0, v1, [Ljava/lang/String;");
    for (int i = 0; i < 4_000; i++) {
      body.add("const/16 v1, " + Sort.hex(i));
      body.add("const-string v2, \"" + i + "\"");
      body.add("aput-object v2, v0, v1");
    }
    body.add("aget-object v0, v0, p0");
    body.add("return-object v0");
    table.method("entry(I)Ljava/lang/String;", body.toArray(String[]::new));
    table.row("entry", "3999", 3_999);
    table.row("entry", "0", 0);
    table.row("entry", ArrayIndexOutOfBoundsException.class, 4_000);
    table.check();
  }

  /** A jump over all of it, and back: further than the 16 bits of a JVM's jump. */
  private static String[] longBody(int additions) {
    List<String> body = new ArrayList<>();
    body.add("new-instance v3, Ljava/lang/Object;");
    body.add("if-nez p0, :start");
    body.add("goto/32 :end");
    body.add(":start");
    for (int i = 0; i < additions; i++) {
      body.add("const v1, " + Sort.hex(0x10000 + i));
      body.add("xor-int/2addr p0, v1");
      body.add("xor-int/2addr p0, v1");
      body.add("add-int/lit8 p0, p0, 0x1");
    }
    body.add(":end");
    body.add("invoke-direct {v3}, Ljava/lang/Object;-><init>()V");
    body.add("return p0");
    return body.toArray(String[]::new);
  }

  @Test
  public void theFirstOfTwoDexFilesWins() {
    byte[][] files = new byte[4][];
    for (int i = 0; i < files.length; i++) {
      SmaliClass own = new SmaliClass("t/Own" + i).staticMethod("value()I", "const/16 v0, " + Sort.hex(i), "return v0");
      SmaliClass same = new SmaliClass("t/Same").staticMethod("value()I", "const/16 v0, " + Sort.hex(i), "return v0");
      files[i] = i == 0 ? TranslatedDex.assemble(own) : TranslatedDex.assemble(own, same);
    }
    TranslatedDex dex = TranslatedDex.ofFiles(files);
    assertEquals(1, dex.call("t/Same", "value"));
    assertEquals(3, dex.call("t/Own3", "value"));
    assertTrue(dex.type("t/Own0").getName().endsWith("Own0"));
  }
}
