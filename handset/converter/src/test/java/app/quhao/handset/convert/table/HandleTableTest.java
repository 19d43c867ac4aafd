package app.quhao.handset.convert.table;

import java.lang.invoke.WrongMethodTypeException;
import org.junit.Test;

/** invoke-polymorphic on method handles and variable handles, every kind of const-method-handle, and call sites with constants. */
public final class HandleTableTest {
  private static final String EXACT =
      "Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, ";
  private static final String LOOSE =
      "Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, ";
  private static final String MAKE = "new-instance v2, Lt/Box;";
  private static final String CONSTRUCT = "invoke-direct {v2, v1}, Lt/Box;-><init>(I)V";

  private final Table table = new Table();

  @Test
  public void everyKindOfMethodHandle() {
    handle("staticGet", "static-get@Lt/Box;->count:I", "{v0}", "()I");
    handle("instanceGet", "instance-get@Lt/Box;->size:I", "{v0, v2}", "(Lt/Box;)I");
    handle("virtual", "invoke-instance@Lt/Box;->twice()I", "{v0, v2}", "(Lt/Box;)I");
    handle("ofStatic", "invoke-static@Lt/Box;->half(I)I", "{v0, v1}", "(I)I");
    handle("ofInterface", "invoke-interface@Ljava/lang/CharSequence;->length()I", "{v0, v3}", "(Ljava/lang/CharSequence;)I");
    table.row("staticGet", 4, 10);
    table.row("instanceGet", 10, 10);
    table.row("virtual", 20, 10);
    table.row("ofStatic", 5, 10);
    table.row("ofInterface", 3, 10);
    table.method(
        "constructor(I)I",
        "const-method-handle v0, invoke-constructor@Lt/Box;-><init>(I)V",
        "invoke-polymorphic {v0, p0}, " + EXACT + "(I)Lt/Box;",
        "move-result-object v2",
        "iget v0, v2, Lt/Box;->size:I",
        "return v0");
    table.method(
        "puts(I)I",
        "move v1, p0",
        MAKE,
        CONSTRUCT,
        "const-method-handle v0, instance-put@Lt/Box;->size:I",
        "const/16 v1, 0x63",
        "invoke-polymorphic {v0, v2, v1}, " + EXACT + "(Lt/Box;I)V",
        "iget v0, v2, Lt/Box;->size:I",
        "return v0");
    table.row("constructor", 6, 6);
    table.row("puts", 99, 6);
    table.check(box());
  }

  private void handle(String name, String handle, String registers, String type) {
    table.method(
        name + "(I)I",
        "move v1, p0",
        MAKE,
        CONSTRUCT,
        "const-string v3, \"abc\"",
        "const-method-handle v0, " + handle,
        "invoke-polymorphic " + registers + ", " + EXACT + type,
        "move-result v0",
        "return v0");
  }

  @Test
  public void looseAndExactCalls() {
    table.method(
        "loose(I)J",
        "const-method-handle v0, invoke-static@Lt/Box;->half(I)I",
        "invoke-polymorphic {v0, p0}, " + LOOSE + "(I)J",
        "move-result-wide v0",
        "return-wide v0");
    table.method(
        "wrong(I)J",
        "const-method-handle v0, invoke-static@Lt/Box;->half(I)I",
        "invoke-polymorphic {v0, p0}, " + EXACT + "(I)J",
        "move-result-wide v0",
        "return-wide v0");
    table.method(
        "ignored(I)I",
        "const-method-handle v0, invoke-static@Lt/Box;->half(I)I",
        "invoke-polymorphic {v0, p0}, " + EXACT + "(I)I",
        "return p0");
    table.method(
        "range(I)I",
        "const-method-handle v4, invoke-static@Lt/Box;->half(I)I",
        "move v5, p0",
        "invoke-polymorphic/range {v4 .. v5}, " + EXACT + "(I)I",
        "move-result v0",
        "return v0");
    table.row("loose", 4L, 8);
    table.row("wrong", WrongMethodTypeException.class, 8);
    table.row("ignored", 8, 8);
    table.row("range", 4, 8);
    table.check(box());
  }

  @Test
  public void variableHandles() {
    String of = "Ljava/lang/invoke/MethodHandles;->arrayElementVarHandle(Ljava/lang/Class;)Ljava/lang/invoke/VarHandle;";
    table.method(
        "swap([II)Z",
        "const-class v0, [I",
        "invoke-static {v0}, " + of,
        "move-result-object v0",
        "const/4 v1, 0x0",
        "const/4 v2, 0x5",
        "invoke-polymorphic {v0, p0, v1, p1, v2}, Ljava/lang/invoke/VarHandle;->compareAndSet([Ljava/lang/Object;)Z, ([IIII)Z",
        "move-result v3",
        "return v3");
    table.method(
        "add([II)I",
        "const-class v0, [I",
        "invoke-static {v0}, " + of,
        "move-result-object v0",
        "const/4 v1, 0x0",
        "invoke-polymorphic {v0, p0, v1, p1}, Ljava/lang/invoke/VarHandle;->getAndAdd([Ljava/lang/Object;)Ljava/lang/Object;, ([III)I",
        "invoke-polymorphic {v0, p0, v1}, Ljava/lang/invoke/VarHandle;->getVolatile([Ljava/lang/Object;)Ljava/lang/Object;, ([II)I",
        "move-result v2",
        "return v2");
    table.row("swap", true, new int[] {3}, 3);
    table.row("swap", false, new int[] {3}, 4);
    table.row("add", 10, new int[] {3}, 7);
    table.check();
  }

  /** The bootstrap method puts the constants into a text and returns a handle on it. */
  @Test
  public void callSitesWithConstants() {
    String bootstrap =
        "link(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;IJFDLjava/lang/String;Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;)Ljava/lang/invoke/CallSite;";
    String append = "Ljava/lang/StringBuilder;->append(";
    table.method(
        bootstrap,
        "new-instance v0, Ljava/lang/StringBuilder;",
        "invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V",
        "invoke-virtual {v0, p1}, " + append + "Ljava/lang/String;)Ljava/lang/StringBuilder;",
        "move/from16 v2, p3",
        "invoke-virtual {v0, v2}, " + append + "I)Ljava/lang/StringBuilder;",
        "move-wide/from16 v2, p4",
        "invoke-virtual {v0, v2, v3}, " + append + "J)Ljava/lang/StringBuilder;",
        "move/from16 v2, p6",
        "invoke-virtual {v0, v2}, " + append + "F)Ljava/lang/StringBuilder;",
        "move-wide/from16 v2, p7",
        "invoke-virtual {v0, v2, v3}, " + append + "D)Ljava/lang/StringBuilder;",
        "move-object/from16 v2, p9",
        "invoke-virtual {v0, v2}, " + append + "Ljava/lang/String;)Ljava/lang/StringBuilder;",
        "move-object/from16 v2, p10",
        "invoke-virtual {v0, v2}, " + append + "Ljava/lang/Object;)Ljava/lang/StringBuilder;",
        "move-object/from16 v2, p11",
        "invoke-virtual {v0, v2}, " + append + "Ljava/lang/Object;)Ljava/lang/StringBuilder;",
        "move-object/from16 v2, p12",
        "invoke-virtual {v2}, Ljava/lang/invoke/MethodHandle;->type()Ljava/lang/invoke/MethodType;",
        "move-result-object v1",
        "invoke-virtual {v0, v1}, " + append + "Ljava/lang/Object;)Ljava/lang/StringBuilder;",
        "invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;",
        "move-result-object v0",
        "const-class v1, Ljava/lang/String;",
        "invoke-static {v1, v0}, Ljava/lang/invoke/MethodHandles;->constant(Ljava/lang/Class;Ljava/lang/Object;)Ljava/lang/invoke/MethodHandle;",
        "move-result-object v0",
        "new-instance v1, Ljava/lang/invoke/ConstantCallSite;",
        "invoke-direct {v1, v0}, Ljava/lang/invoke/ConstantCallSite;-><init>(Ljava/lang/invoke/MethodHandle;)V",
        "return-object v1");
    table.method(
        "custom()Ljava/lang/String;",
        "invoke-custom {}, site1(\"name\", ()Ljava/lang/String;, 1, 0x7fffffffffL, 1.5f, -0.0, \"s\", [I, (I)V, invoke-static@Lt/Box;->half(I)I)@Lt/Table;->"
            + bootstrap,
        "move-result-object v0",
        "return-object v0");
    table.row("custom", "name1" + 0x7fffffffffL + "1.5-0.0sclass [I(int)void(int)int");
    table.check(box());
  }

  private static SmaliClass box() {
    SmaliClass box = new SmaliClass("t/Box");
    box.line(".field public size:I").line(".field public static count:I = 0x4");
    box.method(
        "public constructor",
        "<init>(I)V",
        "invoke-direct {p0}, Ljava/lang/Object;-><init>()V",
        "iput p1, p0, Lt/Box;->size:I",
        "return-void");
    box.method("public", "twice()I", "iget v0, p0, Lt/Box;->size:I", "mul-int/lit8 v0, v0, 0x2", "return v0");
    return box.staticMethod("half(I)I", "div-int/lit8 v0, p0, 0x2", "return v0");
  }
}
