package app.quhao.handset.convert.table;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.Test;

/** Every operator with constant and opaque operands, in every form, and with shared registers. */
public final class OperatorTableTest {
  private static final Class<?> DIVISION = ArithmeticException.class;

  private final Table table = new Table();

  @Test
  public void intOperators() {
    binary("add", Sort.INT, (a, b) -> (int) a + (int) b);
    binary("sub", Sort.INT, (a, b) -> (int) a - (int) b);
    binary("mul", Sort.INT, (a, b) -> (int) a * (int) b);
    binary("div", Sort.INT, (a, b) -> (int) b == 0 ? DIVISION : (Object) ((int) a / (int) b));
    binary("rem", Sort.INT, (a, b) -> (int) b == 0 ? DIVISION : (Object) ((int) a % (int) b));
    binary("and", Sort.INT, (a, b) -> (int) a & (int) b);
    binary("or", Sort.INT, (a, b) -> (int) a | (int) b);
    binary("xor", Sort.INT, (a, b) -> (int) a ^ (int) b);
    binary("shl", Sort.INT, (a, b) -> (int) a << (int) b);
    binary("shr", Sort.INT, (a, b) -> (int) a >> (int) b);
    binary("ushr", Sort.INT, (a, b) -> (int) a >>> (int) b);
    table.check();
  }

  @Test
  public void longOperators() {
    binary("add", Sort.LONG, (a, b) -> (long) a + (long) b);
    binary("sub", Sort.LONG, (a, b) -> (long) a - (long) b);
    binary("mul", Sort.LONG, (a, b) -> (long) a * (long) b);
    binary("div", Sort.LONG, (a, b) -> (long) b == 0 ? DIVISION : (Object) ((long) a / (long) b));
    binary("rem", Sort.LONG, (a, b) -> (long) b == 0 ? DIVISION : (Object) ((long) a % (long) b));
    binary("and", Sort.LONG, (a, b) -> (long) a & (long) b);
    binary("or", Sort.LONG, (a, b) -> (long) a | (long) b);
    binary("xor", Sort.LONG, (a, b) -> (long) a ^ (long) b);
    shift("shl", (a, b) -> (long) a << (int) b);
    shift("shr", (a, b) -> (long) a >> (int) b);
    shift("ushr", (a, b) -> (long) a >>> (int) b);
    table.check();
  }

  @Test
  public void floatingOperators() {
    binary("add", Sort.FLOAT, (a, b) -> (float) a + (float) b);
    binary("sub", Sort.FLOAT, (a, b) -> (float) a - (float) b);
    binary("mul", Sort.FLOAT, (a, b) -> (float) a * (float) b);
    binary("div", Sort.FLOAT, (a, b) -> (float) a / (float) b);
    binary("rem", Sort.FLOAT, (a, b) -> (float) a % (float) b);
    binary("add", Sort.DOUBLE, (a, b) -> (double) a + (double) b);
    binary("sub", Sort.DOUBLE, (a, b) -> (double) a - (double) b);
    binary("mul", Sort.DOUBLE, (a, b) -> (double) a * (double) b);
    binary("div", Sort.DOUBLE, (a, b) -> (double) a / (double) b);
    binary("rem", Sort.DOUBLE, (a, b) -> (double) a % (double) b);
    table.check();
  }

  @Test
  public void comparisons() {
    compare("cmpl-float", Sort.FLOAT, (a, b) -> order(nan(a, b), -1, (float) a < (float) b, (float) a > (float) b));
    compare("cmpg-float", Sort.FLOAT, (a, b) -> order(nan(a, b), 1, (float) a < (float) b, (float) a > (float) b));
    compare("cmpl-double", Sort.DOUBLE, (a, b) -> order(nan(a, b), -1, (double) a < (double) b, (double) a > (double) b));
    compare("cmpg-double", Sort.DOUBLE, (a, b) -> order(nan(a, b), 1, (double) a < (double) b, (double) a > (double) b));
    compare("cmp-long", Sort.LONG, (a, b) -> Long.compare((long) a, (long) b));
    table.check();
  }

  @Test
  public void literals() {
    literal("add", (a, b) -> (int) a + (int) b);
    literal("mul", (a, b) -> (int) a * (int) b);
    literal("div", (a, b) -> (int) b == 0 ? DIVISION : (Object) ((int) a / (int) b));
    literal("rem", (a, b) -> (int) b == 0 ? DIVISION : (Object) ((int) a % (int) b));
    literal("and", (a, b) -> (int) a & (int) b);
    literal("or", (a, b) -> (int) a | (int) b);
    literal("xor", (a, b) -> (int) a ^ (int) b);
    literal8("shl-int/lit8", (a, b) -> (int) a << (int) b);
    literal8("shr-int/lit8", (a, b) -> (int) a >> (int) b);
    literal8("ushr-int/lit8", (a, b) -> (int) a >>> (int) b);
    literal8("rsub-int/lit8", (a, b) -> (int) b - (int) a);
    withLiteral("rsub-int", 0x1234, (a, b) -> (int) b - (int) a);
    table.check();
  }

  @Test
  public void unaryOperators() {
    unary("neg-int", Sort.INT, Sort.INT, a -> -(int) a);
    unary("not-int", Sort.INT, Sort.INT, a -> ~(int) a);
    unary("neg-long", Sort.LONG, Sort.LONG, a -> -(long) a);
    unary("not-long", Sort.LONG, Sort.LONG, a -> ~(long) a);
    unary("neg-float", Sort.FLOAT, Sort.FLOAT, a -> -(float) a);
    unary("neg-double", Sort.DOUBLE, Sort.DOUBLE, a -> -(double) a);
    unary("int-to-byte", Sort.INT, Sort.INT, a -> (int) (byte) (int) a);
    unary("int-to-char", Sort.INT, Sort.INT, a -> (int) (char) (int) a);
    unary("int-to-short", Sort.INT, Sort.INT, a -> (int) (short) (int) a);
    unary("int-to-long", Sort.INT, Sort.LONG, a -> (long) (int) a);
    unary("int-to-float", Sort.INT, Sort.FLOAT, a -> (float) (int) a);
    unary("int-to-double", Sort.INT, Sort.DOUBLE, a -> (double) (int) a);
    unary("long-to-int", Sort.LONG, Sort.INT, a -> (int) (long) a);
    unary("long-to-float", Sort.LONG, Sort.FLOAT, a -> (float) (long) a);
    unary("long-to-double", Sort.LONG, Sort.DOUBLE, a -> (double) (long) a);
    unary("float-to-int", Sort.FLOAT, Sort.INT, a -> (int) (float) a);
    unary("float-to-long", Sort.FLOAT, Sort.LONG, a -> (long) (float) a);
    unary("float-to-double", Sort.FLOAT, Sort.DOUBLE, a -> (double) (float) a);
    unary("double-to-int", Sort.DOUBLE, Sort.INT, a -> (int) (double) a);
    unary("double-to-long", Sort.DOUBLE, Sort.LONG, a -> (long) (double) a);
    unary("double-to-float", Sort.DOUBLE, Sort.FLOAT, a -> (float) (double) a);
    table.check();
  }

  private void binary(String name, Sort sort, BinaryOperator<Object> right) {
    forms(name + '-' + sort.lower(), new Shape(sort, sort, sort), right);
  }

  private void shift(String name, BinaryOperator<Object> right) {
    forms(name + "-long", new Shape(Sort.LONG, Sort.INT, Sort.LONG), right);
  }

  private void compare(String opcode, Sort sort, BinaryOperator<Object> right) {
    Shape shape = new Shape(sort, sort, Sort.INT);
    opaque(opcode, shape, right);
    constants(opcode, shape, right);
  }

  private record Shape(Sort left, Sort right, Sort result) {
    String type() {
      return '(' + left.descriptor + right.descriptor + ')' + result.descriptor;
    }

    String rightRegister() {
      return left.isWide() ? "p2" : "p1";
    }
  }

  private void forms(String opcode, Shape shape, BinaryOperator<Object> right) {
    opaque(opcode, shape, right);
    constants(opcode, shape, right);
    String name = opcode.replace('-', '_');
    String result = shape.result().result;
    table.method(
        name + "_two" + shape.type(),
        shape.left().move + " v0, p0",
        opcode + "/2addr v0, " + shape.rightRegister(),
        result + " v0");
    rows(name + "_two", shape, right);
    if (shape.left() == shape.right()) {
      String target = shape.rightRegister();
      table.method(name + "_into" + shape.type(), opcode + ' ' + target + ", p0, " + target, result + ' ' + target);
      rows(name + "_into", shape, right);
    }
  }

  private void opaque(String opcode, Shape shape, BinaryOperator<Object> right) {
    String name = opcode.replace('-', '_');
    table.method(
        name + shape.type(), opcode + " v0, p0, " + shape.rightRegister(), shape.result().result + " v0");
    rows(name, shape, right);
  }

  private void rows(String name, Shape shape, BinaryOperator<Object> right) {
    for (Object a : shape.left().values) {
      for (Object b : shape.right().values) {
        table.row(name, right.apply(a, b), a, b);
      }
    }
  }

  private void constants(String opcode, Shape shape, BinaryOperator<Object> right) {
    String name = opcode.replace('-', '_');
    String result = shape.result().result + " v0";
    for (int i = 0; i < shape.left().values.length; i++) {
      Object a = shape.left().values[i];
      String onLeft = name + "_left" + i;
      table.method(
          onLeft + '(' + shape.right().descriptor + ')' + shape.result().descriptor,
          shape.left().load("v2", a),
          opcode + " v0, v2, p0",
          result);
      for (Object b : shape.right().values) {
        table.row(onLeft, right.apply(a, b), b);
      }
    }
    for (int i = 0; i < shape.right().values.length; i++) {
      Object b = shape.right().values[i];
      Object a = shape.left().values[i % shape.left().values.length];
      String onRight = name + "_right" + i;
      table.method(
          onRight + '(' + shape.left().descriptor + ')' + shape.result().descriptor,
          shape.right().load("v4", b),
          opcode + " v0, p0, v4",
          result);
      table.row(onRight, right.apply(a, b), a);
      String both = name + "_both" + i;
      table.method(
          both + "()" + shape.result().descriptor,
          shape.left().load("v2", a),
          shape.right().load("v4", b),
          opcode + " v0, v2, v4",
          result);
      table.row(both, right.apply(a, b));
    }
  }

  private void literal(String name, BinaryOperator<Object> right) {
    literal8(name + "-int/lit8", right);
    for (int literal : new int[] {0, 1, -1, 0x7fff, -0x8000}) {
      withLiteral(name + "-int/lit16", literal, right);
    }
  }

  private void literal8(String opcode, BinaryOperator<Object> right) {
    for (int literal : new int[] {0, 1, -1, 7, 33, 127, -128}) {
      withLiteral(opcode, literal, right);
    }
  }

  private void withLiteral(String opcode, int literal, BinaryOperator<Object> right) {
    String name = (opcode + '_' + literal).replaceAll("[-/]", "_");
    table.method(name + "(I)I", opcode + " v0, p0, " + Sort.hex(literal), "return v0");
    for (Object a : Sort.INT.values) {
      table.row(name, right.apply(a, literal), a);
    }
  }

  private void unary(String opcode, Sort from, Sort to, UnaryOperator<Object> right) {
    String name = opcode.replace('-', '_');
    String type = '(' + from.descriptor + ')' + to.descriptor;
    table.method(name + type, opcode + " v0, p0", to.result + " v0");
    table.method(name + "_twice" + type, from.move + " v0, p0", opcode + " v0, v0", to.result + " v0");
    for (int i = 0; i < from.values.length; i++) {
      Object value = from.values[i];
      table.row(name, right.apply(value), value);
      table.row(name + "_twice", right.apply(value), value);
      table.method(
          name + "_const" + i + "()" + to.descriptor, from.load("v2", value), opcode + " v0, v2", to.result + " v0");
      table.row(name + "_const" + i, right.apply(value));
    }
  }

  private static boolean nan(Object a, Object b) {
    return ((Number) a).doubleValue() != ((Number) a).doubleValue() || ((Number) b).doubleValue() != ((Number) b).doubleValue();
  }

  private static Object order(boolean isUnordered, int unordered, boolean isLess, boolean isGreater) {
    if (isUnordered) {
      return unordered;
    }
    return isLess ? -1 : isGreater ? 1 : 0;
  }
}
