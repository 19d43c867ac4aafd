package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** Constants, moves and what a constant is taken for. -0.0 is law d of docs/handset.md. */
public final class ValueTableTest {
  private final Table table = new Table();

  @Test
  public void constantsOfEveryWidth() {
    Object[][] ints = {{"const/4", -8}, {"const/4", 7}, {"const/16", -32768}, {"const", 0x12345678}, {"const/high16", 0x7fff0000}};
    for (int i = 0; i < ints.length; i++) {
      constant("int" + i, "I", (String) ints[i][0], ((Integer) ints[i][1]).longValue(), ints[i][1]);
    }
    Object[][] longs = {
      {"const-wide/16", -2L}, {"const-wide/32", 0x12345678L}, {"const-wide", 0x123456789abcdefL}, {"const-wide/high16", 0x7ff0L << 48}
    };
    for (int i = 0; i < longs.length; i++) {
      constant("long" + i, "J", (String) longs[i][0], (Long) longs[i][1], longs[i][1]);
    }
    for (Object value : Sort.FLOAT.values) {
      table.method("f" + bits(value) + "()F", Sort.FLOAT.load("v0", value), "return v0");
      table.row("f" + bits(value), value);
    }
    for (Object value : Sort.DOUBLE.values) {
      table.method("d" + bits(value) + "()D", Sort.DOUBLE.load("v0", value), "return-wide v0");
      table.row("d" + bits(value), value);
    }
    table.check();
  }

  @Test
  public void minusZeroKeepsItsSign() {
    table.method("f()F", "const/high16 v0, -0x80000000", "return v0");
    table.row("f", -0f);
    table.method("d()D", "const-wide/high16 v0, -0x8000000000000000L", "return-wide v0");
    table.row("d", -0d);
    table.method("sign(F)F", "const/high16 v0, -0x80000000", "add-float v0, v0, p0", "return v0");
    table.row("sign", -0f, -0f);
    table.row("sign", 0f, 0f);
    table.check();
  }

  @Test
  public void oneConstantAsSeveralKinds() {
    table.method(
        "all(Z)Ljava/lang/String;",
        "const/4 v0, 0x0",
        "const/4 v1, 0x0",
        "if-eqz p0, :merge",
        "move v1, v0",
        ":merge",
        "int-to-float v2, v1",
        "add-float v2, v2, v1",
        "move-object v3, v1",
        "invoke-static {v3}, Ljava/lang/String;->valueOf(Ljava/lang/Object;)Ljava/lang/String;",
        "move-result-object v4",
        "invoke-static {v2}, Ljava/lang/String;->valueOf(F)Ljava/lang/String;",
        "move-result-object v5",
        "invoke-virtual {v4, v5}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;",
        "move-result-object v4",
        "return-object v4");
    table.row("all", "null0.0", true);
    table.row("all", "null0.0", false);
    table.method("bits()F", "const v0, 0x3f800000", "move v1, v0", "add-int/lit8 v0, v0, 0x1", "return v1");
    table.row("bits", 1f);
    table.method(
        "nullOrText(Z)Ljava/lang/String;", "const/4 v0, 0x0", "if-eqz p0, :end", "const-string v0, \"x\"", ":end", "return-object v0");
    table.row("nullOrText", "x", true);
    table.row("nullOrText", null, false);
    table.check();
  }

  @Test
  public void movesThatOverlap() {
    table.method("swap(II)I", "move v0, p0", "move p0, p1", "move/16 p1, v0", "sub-int v0, p0, p1", "return v0");
    table.row("swap", 3, 2, 5);
    table.method("shift(J)J", "move-wide v1, p0", "move-wide/from16 v0, v1", "move-wide/16 v1, v0", "return-wide v1");
    table.row("shift", 0x1122334455667788L, 0x1122334455667788L);
    table.method("high(JI)I", "move-wide v0, p0", "move v1, p2", "move/from16 v3, v1", "return v3");
    table.row("high", 9, 1L, 9);
    table.method(
        "reuse(Ljava/lang/Object;I)I", "move-object v0, p0", "move v0, p1", "add-int/lit8 p0, v0, 0x1", "return p0");
    table.row("reuse", 6, "x", 5);
    table.method(
        "objects(Ljava/lang/Object;)Ljava/lang/Object;",
        "move-object/from16 v0, p0",
        "move-object/16 v1, v0",
        "const/4 v0, 0x0",
        "return-object v1");
    table.row("objects", "x", "x");
    table.check();
  }

  @Test
  public void stringsAndClasses() {
    String longText = "é".repeat(40_000);
    table.method("text()Ljava/lang/String;", "const-string v0, \"a\\u0000\\u20ac\"", "return-object v0");
    table.row("text", "a\u0000\u20ac");
    table.method("jumbo()Ljava/lang/String;", "const-string/jumbo v0, \"j\"", "return-object v0");
    table.row("jumbo", "j");
    table.method("long()Ljava/lang/String;", "const-string v0, \"" + "\\u00e9".repeat(40_000) + "\"", "return-object v0");
    table.row("long", longText);
    String[] primitives = {"I", "J", "Z", "B", "C", "S", "F", "D"};
    Class<?>[] types = {
      int.class, long.class, boolean.class, byte.class, char.class, short.class, float.class, double.class
    };
    for (int i = 0; i < primitives.length; i++) {
      table.method("class_" + primitives[i] + "()Ljava/lang/Class;", "const-class v0, " + primitives[i], "return-object v0");
      table.row("class_" + primitives[i], types[i]);
    }
    table.method("class_array()Ljava/lang/Class;", "const-class v0, [[I", "return-object v0");
    table.row("class_array", int[][].class);
    table.check();
  }

  @Test
  public void arraysFilledFromData() {
    fill("Z", 1, "0x1", "0x0");
    fill("B", 1, "-0x80", "0x7f");
    fill("C", 2, "0xffff", "0x41");
    fill("S", 2, "-0x8000", "0x7fff");
    fill("I", 4, "-0x80000000", "0x7fffffff");
    fill("F", 4, "-0x80000000", "0x3f800000");
    fill("J", 8, "-0x8000000000000000L", "0x1L");
    fill("D", 8, "-0x8000000000000000L", "0x3ff0000000000000L");
    table.method(
        "filled(II)[I", "filled-new-array {p1, p0}, [I", "move-result-object v0", "return-object v0");
    table.method(
        "pair(Ljava/lang/String;)[Ljava/lang/Object;",
        "move-object v0, p0",
        "move-object v1, p0",
        "filled-new-array/range {v0 .. v1}, [Ljava/lang/Object;",
        "move-result-object v0",
        "return-object v0");
    TranslatedDex dex = TranslatedDex.of(table.type());
    assertEquals("[2, 1]", java.util.Arrays.toString((int[]) dex.call("t/Table", "filled", 1, 2)));
    assertEquals("[x, x]", java.util.Arrays.toString((Object[]) dex.call("t/Table", "pair", "x")));
    String[] right = {
      "[true, false, true, false]",
      "[-128, 127, -128, 127]",
      "[\uffff, A, \uffff, A]",
      "[-32768, 32767, -32768, 32767]",
      "[-2147483648, 2147483647, -2147483648, 2147483647]",
      "[-0.0, 1.0, -0.0, 1.0]",
      "[-9223372036854775808, 1, -9223372036854775808, 1]",
      "[-0.0, 1.0, -0.0, 1.0]"
    };
    String sorts = "ZBCSIFJD";
    for (int i = 0; i < sorts.length(); i++) {
      Object small = dex.call("t/Table", "fill_" + sorts.charAt(i) + 2);
      assertEquals(right[i], text(small, 0));
      Object large = dex.call("t/Table", "fill_" + sorts.charAt(i) + 12_000);
      assertEquals(right[i], text(large, 0));
      assertEquals(right[i], text(large, 23_996));
    }
  }

  /** Two elements repeated, in a short and in a long array. */
  private void fill(String sort, int width, String first, String second) {
    for (int pairs : new int[] {2, 12_000}) {
      java.util.List<String> lines = new java.util.ArrayList<>();
      lines.add("const v0, " + Sort.hex(pairs * 2));
      lines.add("new-array v0, v0, [" + sort);
      lines.add("fill-array-data v0, :data");
      lines.add("return-object v0");
      lines.add(":data");
      lines.add(".array-data " + width);
      for (int i = 0; i < pairs; i++) {
        lines.add(first + ' ' + second);
      }
      lines.add(".end array-data");
      table.method("fill_" + sort + pairs + "()[" + sort, lines.toArray(String[]::new));
    }
  }

  private static String text(Object array, int from) {
    java.util.List<Object> four = new java.util.ArrayList<>();
    for (int i = from; i < from + 4; i++) {
      four.add(java.lang.reflect.Array.get(array, i));
    }
    return four.toString();
  }

  private void constant(String name, String type, String opcode, long value, Object expected) {
    String literal = Sort.hex(value) + (opcode.equals("const-wide") || opcode.equals("const-wide/high16") ? "L" : "");
    table.method(name + "()" + type, opcode + " v0, " + literal, (type.equals("J") ? "return-wide" : "return") + " v0");
    table.row(name, expected);
  }

  private static String bits(Object value) {
    return value instanceof Float number
        ? Integer.toHexString(Float.floatToRawIntBits(number))
        : Long.toHexString(Double.doubleToRawLongBits((Double) value));
  }
}
