package app.quhao.handset.convert.table;

import java.util.function.IntPredicate;
import org.junit.Test;

/** Every branch both ways. A constant 0 on the left of a compare is law a of docs/handset.md. */
public final class BranchTableTest {
  private static final int[] VALUES = {0, 1, -1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE};

  private final Table table = new Table();

  /** `order` is what Integer.compare says of the operands. */
  private record Relation(String name, IntPredicate order) {}

  private static final Relation[] RELATIONS = {
    new Relation("eq", order -> order == 0),
    new Relation("ne", order -> order != 0),
    new Relation("lt", order -> order < 0),
    new Relation("ge", order -> order >= 0),
    new Relation("gt", order -> order > 0),
    new Relation("le", order -> order <= 0)
  };

  @Test
  public void constantsOnTheLeft() {
    for (Relation relation : RELATIONS) {
      for (int i = 0; i < VALUES.length; i++) {
        String name = relation.name() + "_left" + i;
        branch(name + "(I)I", Sort.INT.load("v2", VALUES[i]), "if-" + relation.name() + " v2, p0, :yes");
        for (int value : VALUES) {
          table.row(name, relation.order().test(Integer.compare(VALUES[i], value)) ? 1 : 0, value);
        }
      }
    }
    table.check();
  }

  @Test
  public void constantsOnTheRightAndOpaqueOperands() {
    for (Relation relation : RELATIONS) {
      String opaque = relation.name() + "_opaque";
      branch(opaque + "(II)I", "nop", "if-" + relation.name() + " p0, p1, :yes");
      String zero = relation.name() + "_z";
      branch(zero + "(I)I", "nop", "if-" + relation.name() + "z p0, :yes");
      for (int i = 0; i < VALUES.length; i++) {
        String right = relation.name() + "_right" + i;
        branch(right + "(I)I", Sort.INT.load("v2", VALUES[i]), "if-" + relation.name() + " p0, v2, :yes");
        table.row(zero, relation.order().test(Integer.compare(VALUES[i], 0)) ? 1 : 0, VALUES[i]);
        for (int value : VALUES) {
          table.row(right, relation.order().test(Integer.compare(value, VALUES[i])) ? 1 : 0, value);
          table.row(opaque, relation.order().test(Integer.compare(value, VALUES[i])) ? 1 : 0, value, VALUES[i]);
        }
      }
    }
    table.check();
  }

  @Test
  public void loopsFromZeroUpAsD8WritesThem() {
    table.method(
        "up(I)I",
        "const/4 v0, 0x0",
        "const/4 v1, 0x0",
        "if-ge v0, p0, :end",
        ":loop",
        "add-int/lit8 v1, v1, 0x1",
        "add-int/lit8 v0, v0, 0x1",
        "if-lt v0, p0, :loop",
        ":end",
        "return v1");
    table.row("up", 3, 3);
    table.row("up", 0, 0);
    table.row("up", 0, -3);
    table.check();
  }

  @Test
  public void references() {
    branch("same(Ljava/lang/Object;Ljava/lang/Object;)I", "nop", "if-eq p0, p1, :yes");
    branch("other(Ljava/lang/Object;Ljava/lang/Object;)I", "nop", "if-ne p0, p1, :yes");
    branch("isNull(Ljava/lang/Object;)I", "nop", "if-eqz p0, :yes");
    branch("isNotNull(Ljava/lang/Object;)I", "nop", "if-nez p0, :yes");
    branch("leftNull(Ljava/lang/Object;)I", "const/4 v2, 0x0", "if-eq v2, p0, :yes");
    branch("rightNull(Ljava/lang/Object;)I", "const/4 v2, 0x0", "if-ne p0, v2, :yes");
    for (Object value : new Object[] {"x", null}) {
      table.row("same", value == null ? 1 : 0, value, null);
      table.row("other", value == null ? 0 : 1, value, null);
      table.row("isNull", value == null ? 1 : 0, value);
      table.row("isNotNull", value == null ? 0 : 1, value);
      table.row("leftNull", value == null ? 1 : 0, value);
      table.row("rightNull", value == null ? 0 : 1, value);
    }
    table.row("same", 1, "x", "x");
    table.check();
  }

  @Test
  public void switches() {
    table.method(
        "packed(I)I",
        "packed-switch p0, :table",
        "const/4 v0, -0x1",
        "return v0",
        ":a",
        "const/4 v0, 0x1",
        "return v0",
        ":b",
        "const/4 v0, 0x2",
        "return v0",
        ":table",
        ".packed-switch -0x1",
        ":a",
        ":b",
        ":a",
        ".end packed-switch");
    table.method(
        "sparse(I)I",
        "const/4 v0, -0x1",
        "sparse-switch p0, :table",
        "return v0",
        ":a",
        "const/4 v0, 0x1",
        "return v0",
        ":b",
        "const/4 v0, 0x2",
        "return v0",
        ":table",
        ".sparse-switch",
        "-0x80000000 -> :a",
        "0x7 -> :b",
        "0x7fffffff -> :a",
        ".end sparse-switch");
    int[][] rows = {{-2, -1}, {-1, 1}, {0, 2}, {1, 1}, {2, -1}};
    for (int[] row : rows) {
      table.row("packed", row[1], row[0]);
    }
    int[][] sparse = {{Integer.MIN_VALUE, 1}, {7, 2}, {Integer.MAX_VALUE, 1}, {6, -1}, {0, -1}};
    for (int[] row : sparse) {
      table.row("sparse", row[1], row[0]);
    }
    table.check();
  }

  /** The constant is dead on the way into the first label, so nothing stands between the two. */
  @Test
  public void targetsWithNothingBetweenThem() {
    table.method(
        "text(I)Ljava/lang/String;",
        "if-ltz p0, :negative",
        "const-string v0, \"a\"",
        "if-eqz p0, :zero",
        "goto :end",
        ":negative",
        "const/4 v0, 0x0",
        ":zero",
        "nop",
        ":end",
        "return-object v0");
    table.method(
        "twice(ILjava/lang/String;)Ljava/lang/String;",
        "const/4 v1, 0x0",
        "if-ltz p0, :negative",
        "move-object v1, p1",
        "goto :end",
        ":negative",
        "move-object v2, v1",
        "nop",
        ":end",
        "return-object v1");
    table.row("text", null, -1);
    table.row("text", "a", 0);
    table.row("text", "a", 1);
    table.row("twice", null, -1, "x");
    table.row("twice", "x", 1, "x");
    table.check();
  }

  /** A JVM's branches reach 32 KiB. */
  @Test
  public void branchesThatReachFar() {
    String[] body = new String[7_005];
    java.util.Arrays.fill(body, "add-int/lit8 v0, v0, 0x1");
    body[0] = "const/4 v0, 0x0";
    body[1] = "if-nez p0, :near";
    body[2] = "goto/32 :far";
    body[3] = ":near";
    body[7_003] = ":far";
    body[7_004] = "return v0";
    table.method("count(I)I", body);
    table.row("count", 0, 0);
    table.row("count", 6_999, 1);
    table.check();
  }

  @Test
  public void gotosOfEveryWidth() {
    for (String width : new String[] {"goto", "goto/16", "goto/32"}) {
      String name = width.replace('/', '_');
      table.method(
          name + "_(I)I",
          "const/4 v0, 0x0",
          width + " :test",
          ":loop",
          "add-int/lit8 v0, v0, 0x2",
          "add-int/lit8 p0, p0, -0x1",
          ":test",
          "if-gtz p0, :loop",
          width + " :end",
          ":end",
          "return v0");
      table.row(name + "_", 6, 3);
      table.row(name + "_", 0, 0);
    }
    table.check();
  }

  private void branch(String nameAndType, String before, String branch) {
    table.method(nameAndType, before, branch, "const/4 v0, 0x0", "return v0", ":yes", "const/4 v0, 0x1", "return v0");
  }
}
