package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

/** Names that Java's language forbids and a dex allows, as obfuscators write them. */
public final class NameTableTest {
  @Test
  public void classesFieldsAndMethodsWithOddNames() {
    for (String name : new String[] {"t/a-b", "t/if", "t/1", "t/\u4e2d\u6587", "t/\u00e9\u0301", "t/$", "t/-$$Lambda$x", "\u0130/\u0131", "O0"}) {
      SmaliClass type = new SmaliClass(name);
      type.line(".field public static \u5b57-1:I = 0x5");
      type.line(".field public static class:I = 0x6");
      type.staticMethod(
          "for-each()I",
          "sget v0, L" + name + ";->\u5b57-1:I",
          "sget v1, L" + name + ";->class:I",
          "add-int/2addr v0, v1",
          "return v0");
      assertEquals(name, 11, TranslatedDex.of(type).call(name, "for-each"));
      assertEquals(name.replace('/', '.'), TranslatedDex.of(type).type(name).getName());
    }
  }

  /** R8's -overloadaggressively: members that differ in their type alone. */
  @Test
  public void membersOfOneName() throws ReflectiveOperationException {
    SmaliClass type = new SmaliClass("t/Same");
    type.line(".field public static a:I = 0x1");
    type.line(".field public static a:J = 0x2L");
    type.line(".field public static a:Ljava/lang/String; = \"three\"");
    type.staticMethod("a()I", "sget v0, Lt/Same;->a:I", "return v0");
    type.staticMethod("a()J", "sget-wide v0, Lt/Same;->a:J", "return-wide v0");
    type.staticMethod("a()Ljava/lang/String;", "sget-object v0, Lt/Same;->a:Ljava/lang/String;", "return-object v0");
    Class<?> same = TranslatedDex.of(type).type("t/Same");
    Set<Object> results =
        Arrays.stream(same.getDeclaredMethods()).map(NameTableTest::result).collect(Collectors.toSet());
    assertEquals(Set.of(1, 2L, "three"), results);
    assertEquals(3, same.getDeclaredFields().length);
  }

  private static Object result(Method method) {
    try {
      return method.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Default, static and private methods of interfaces, and a super call to each of two of one name. */
  @Test
  public void methodsOfInterfaces() {
    String access = "public interface abstract";
    SmaliClass left = new SmaliClass("t/Left", access, "java/lang/Object");
    left.method("public", "name()Ljava/lang/String;", "invoke-direct {p0}, Lt/Left;->secret()Ljava/lang/String;", "move-result-object v0", "return-object v0");
    left.method("private", "secret()Ljava/lang/String;", "const-string v0, \"left\"", "return-object v0");
    left.staticMethod("of()Ljava/lang/String;", "const-string v0, \"static\"", "return-object v0");
    SmaliClass right = new SmaliClass("t/Right", access, "java/lang/Object");
    right.method("public", "name()Ljava/lang/String;", "const-string v0, \"right\"", "return-object v0");
    SmaliClass both = new SmaliClass("t/Both").line(".implements Lt/Left;").line(".implements Lt/Right;");
    both.constructor("java/lang/Object");
    both.method(
        "public",
        "name()Ljava/lang/String;",
        "invoke-super {p0}, Lt/Left;->name()Ljava/lang/String;",
        "move-result-object v0",
        "invoke-super {p0}, Lt/Right;->name()Ljava/lang/String;",
        "move-result-object v1",
        "invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;",
        "move-result-object v0",
        "return-object v0");
    Table table = new Table();
    table.method(
        "call()Ljava/lang/String;",
        "new-instance v0, Lt/Both;",
        "invoke-direct {v0}, Lt/Both;-><init>()V",
        "invoke-interface {v0}, Lt/Left;->name()Ljava/lang/String;",
        "move-result-object v0",
        "invoke-static {}, Lt/Left;->of()Ljava/lang/String;",
        "move-result-object v1",
        "invoke-virtual {v0, v1}, Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;",
        "move-result-object v0",
        "return-object v0");
    table.row("call", "leftrightstatic");
    table.check(left, right, both);
  }

  /** The member table of a phone: D8 writes annotations where a class file has attributes. */
  @Test
  public void sealedTypesAndRecords() throws ReflectiveOperationException {
    SmaliClass shape = new SmaliClass("t/Shape", "public abstract", "java/lang/Object");
    annotate(shape, "PermittedSubclasses", "value = { Lt/Square;, Lt/Circle; }");
    shape.constructor("java/lang/Object");
    SmaliClass square = new SmaliClass("t/Square", "final", "t/Shape");
    SmaliClass circle = new SmaliClass("t/Circle", "final", "t/Shape");
    TranslatedDex dex = TranslatedDex.of(shape, square, circle);
    assertEquals(
        Set.of(dex.type("t/Square"), dex.type("t/Circle")), Set.of(dex.type("t/Shape").getPermittedSubclasses()));
    SmaliClass other = new SmaliClass("t/Other", "final", "t/Shape");
    assertEquals(false, TranslatedDex.of(shape, square, circle, other).type("t/Shape").isSealed());
    SmaliClass point = new SmaliClass("t/Point", "public final", "java/lang/Record");
    annotate(point, "Record", "componentNames = { \"x\", \"names\" }\n componentTypes = { I, Ljava/util/List; }");
    point.line(".field private final x:I").line(".field private final names:Ljava/util/List;");
    Class<?> record = TranslatedDex.of(point).type("t/Point");
    assertEquals(true, record.isRecord());
    assertEquals("[int x, java.util.List names]", Arrays.toString(record.getRecordComponents()));
    SmaliClass late = new SmaliClass("t/Late", "public final", "java/lang/Record");
    annotate(late, "Record", "componentNames = { \"x\" }\n componentTypes = { I }");
    late.line(".field public static final x:I");
    late.staticMethod("set()I", "const/4 v0, 0x3", "sput v0, Lt/Late;->x:I", "sget v0, Lt/Late;->x:I", "return v0");
    assertEquals(3, TranslatedDex.of(late).call("t/Late", "set"));
    assertThrows(NoSuchMethodException.class, () -> record.getMethod("x"));
  }

  private static void annotate(SmaliClass type, String name, String elements) {
    type.line(".annotation system Ldalvik/annotation/" + name + ';').line(elements).line(".end annotation");
  }
}
