package app.quhao.handset.convert.table;

import org.junit.Test;

/** Calls of every sort, fields of every type, first values of static fields, method handles. */
public final class MemberTableTest {
  private final Table table = new Table();

  @Test
  public void callsOfEverySort() {
    SmaliClass face = new SmaliClass("t/Face", "public interface abstract", "java/lang/Object");
    face.method("public", "hello()I", "const/4 v0, 0x1", "return v0");
    face.method("public static", "fixed()I", "const/4 v0, 0x2", "return v0");
    face.method("private", "hidden()I", "const/4 v0, 0x3", "return v0");
    face.method("public", "unhide()I", "invoke-direct {p0}, Lt/Face;->hidden()I", "move-result v0", "return v0");
    SmaliClass parent = new SmaliClass("t/Parent").line(".implements Lt/Face;").constructor("java/lang/Object");
    parent.method("public", "value()I", "const/4 v0, 0x4", "return v0");
    SmaliClass child = new SmaliClass("t/Child", "public", "t/Parent").constructor("t/Parent");
    child.method("public", "value()I", "invoke-super {p0}, Lt/Child;->value()I", "move-result v0", "add-int/lit8 v0, v0, 0x10", "return v0");
    child.method("public", "hello()I", "invoke-super {p0}, Lt/Face;->hello()I", "move-result v0", "add-int/lit8 v0, v0, 0x10", "return v0");
    child.method("private", "secret()I", "const/4 v0, 0x6", "return v0");
    child.method("public", "reveal()I", "invoke-direct {p0}, Lt/Child;->secret()I", "move-result v0", "return v0");
    call("value", "invoke-virtual {v2}, Lt/Parent;->value()I");
    call("range", "invoke-virtual/range {v2 .. v2}, Lt/Parent;->value()I");
    call("hello", "invoke-interface {v2}, Lt/Face;->hello()I");
    call("unhide", "invoke-interface/range {v2 .. v2}, Lt/Face;->unhide()I");
    call("reveal", "invoke-virtual {v2}, Lt/Child;->reveal()I");
    call("fixed", "invoke-static {}, Lt/Face;->fixed()I");
    table.method(
        "wide(JID)D",
        "invoke-static/range {p0 .. p4}, Lt/Table;->sum(JID)D",
        "move-result-wide v0",
        "return-wide v0");
    table.method(
        "sum(JID)D", "long-to-double v0, p0", "int-to-double v2, p2", "add-double/2addr v0, v2", "add-double/2addr v0, p3", "return-wide v0");
    table.method(
        "clone([I)I",
        "invoke-virtual {p0}, [I->clone()Ljava/lang/Object;",
        "move-result-object v0",
        "check-cast v0, [I",
        "const/4 v1, 0x0",
        "aget v0, v0, v1",
        "return v0");
    table.row("value", 20);
    table.row("range", 20);
    table.row("hello", 17);
    table.row("unhide", 3);
    table.row("reveal", 6);
    table.row("fixed", 2);
    table.row("wide", 6.5, 1L, 2, 3.5);
    table.row("clone", 8, new int[] {8});
    table.check(face, parent, child);
  }

  @Test
  public void fieldsOfEveryType() {
    String[] suffixes = {"", "-wide", "-object", "-boolean", "-byte", "-char", "-short", "", "-wide"};
    String[] types = {"I", "J", "Ljava/lang/String;", "Z", "B", "C", "S", "F", "D"};
    Object[] values = {7, 1L << 40, "x", true, (byte) -3, 'é', (short) -9, 1.5f, -0d};
    SmaliClass holder = new SmaliClass("t/Holder").constructor("java/lang/Object");
    for (int i = 0; i < types.length; i++) {
      holder.line(".field public static s" + i + ':' + types[i]).line(".field public i" + i + ':' + types[i]);
      String end = suffixes[i].equals("-wide") ? "-wide" : suffixes[i].equals("-object") ? "-object" : "";
      table.method(
          "field" + i + '(' + types[i] + ')' + types[i],
          "sput" + suffixes[i] + " p0, Lt/Holder;->s" + i + ':' + types[i],
          "sget" + suffixes[i] + " v4, Lt/Holder;->s" + i + ':' + types[i],
          "new-instance v0, Lt/Holder;",
          "invoke-direct {v0}, Lt/Holder;-><init>()V",
          "iput" + suffixes[i] + " v4, v0, Lt/Holder;->i" + i + ':' + types[i],
          "iget" + suffixes[i] + " v6, v0, Lt/Holder;->i" + i + ':' + types[i],
          "return" + end + " v6");
      table.row("field" + i, values[i], values[i]);
    }
    table.check(holder);
  }

  @Test
  public void firstValuesOfStaticFields() {
    SmaliClass holder = new SmaliClass("t/First");
    holder.line(".field public static final I:I = 0x7");
    holder.line(".field public static J:J = 0x100000000L");
    holder.line(".field public static final D:D = -0.0");
    holder.line(".field public static final Z:Z = true");
    holder.line(".field public static final C:C = 'c'");
    holder.line(".field public static final S:Ljava/lang/String; = \"s\"");
    holder.line(".field public static final O:Ljava/lang/Object; = \"o\"");
    holder.line(".field public static final T:Ljava/lang/Class; = [I");
    holder.line(".field public static final N:Ljava/lang/Object; = null");
    String[] types = {"I", "J", "D", "Z", "C"};
    Object[] values = {7, 1L << 32, -0d, true, 'c'};
    String[] suffixes = {"", "-wide", "-wide", "-boolean", "-char"};
    for (int i = 0; i < types.length; i++) {
      table.method(
          types[i] + "()" + types[i],
          "sget" + suffixes[i] + " v0, Lt/First;->" + types[i] + ':' + types[i],
          (suffixes[i].equals("-wide") ? "return-wide" : "return") + " v0");
      table.row(types[i], values[i]);
    }
    reads("S", "Ljava/lang/String;", "s");
    reads("O", "Ljava/lang/Object;", "o");
    reads("T", "Ljava/lang/Class;", int[].class);
    reads("N", "Ljava/lang/Object;", null);
    table.check(holder);
  }

  @Test
  public void methodHandlesAndCallSites() {
    table.method(
        "exact(I)I",
        "const-method-handle v0, invoke-static@Lt/Table;->twice(I)I",
        "invoke-polymorphic {v0, p0}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, (I)I",
        "move-result v0",
        "return v0");
    table.method("twice(I)I", "add-int v0, p0, p0", "return v0");
    table.method(
        "type()Ljava/lang/invoke/MethodType;", "const-method-type v0, (I)J", "return-object v0");
    table.method(
        "link(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
        "const-class v0, Lt/Table;",
        "invoke-virtual {p0, v0, p1, p2}, Ljava/lang/invoke/MethodHandles$Lookup;->findStatic(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;",
        "move-result-object v0",
        "new-instance v1, Ljava/lang/invoke/ConstantCallSite;",
        "invoke-direct {v1, v0}, Ljava/lang/invoke/ConstantCallSite;-><init>(Ljava/lang/invoke/MethodHandle;)V",
        "return-object v1");
    table.method(
        "custom(I)I",
        "invoke-custom {p0}, site0(\"twice\", (I)I)@Lt/Table;->link(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
        "move-result v0",
        "return v0");
    table.row("exact", 14, 7);
    table.row("type", java.lang.invoke.MethodType.methodType(long.class, int.class));
    table.row("custom", 18, 9);
    table.check();
  }

  private void call(String name, String invoke) {
    table.method(
        name + "()I", "new-instance v2, Lt/Child;", "invoke-direct {v2}, Lt/Child;-><init>()V", invoke, "move-result v0", "return v0");
  }

  private void reads(String field, String type, Object expected) {
    table.method(field + "()" + type, "sget-object v0, Lt/First;->" + field + ':' + type, "return-object v0");
    table.row(field, expected);
  }
}
