package app.quhao.handset.convert.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/**
 * Every instruction that throws: inside a try block the handler runs, outside the exception comes,
 * also if nothing reads the result (laws b and c of docs/handset.md).
 */
public final class HandlerTableTest {
  private static final String ABSENT = "Lt/Absent;";

  private final Table table = new Table();

  @Test
  public void arrayReads() {
    String[] sorts = {"", "-wide", "-object", "-boolean", "-byte", "-char", "-short"};
    Object[] arrays = {
      new int[1], new long[1], new String[1], new boolean[1], new byte[1], new char[1], new short[1]
    };
    for (int i = 0; i < sorts.length; i++) {
      String type = arrays[i].getClass().descriptorString() + "I";
      throwing("aget" + sorts[i], type, "aget" + sorts[i] + " v2, p0, p1")
          .good(arrays[i], 0)
          .bad(NullPointerException.class, null, 0)
          .bad(ArrayIndexOutOfBoundsException.class, arrays[i], 1);
    }
    throwing("aget_float", "[FI", "aget v2, p0, p1").good(new float[1], 0).bad(NullPointerException.class, null, 0);
    throwing("aget_double", "[DI", "aget-wide v2, p0, p1").good(new double[1], 0).bad(NullPointerException.class, null, 0);
    table.check();
  }

  @Test
  public void arrayWrites() {
    String[] sorts = {"", "-wide", "-object", "-boolean", "-byte", "-char", "-short"};
    Object[] arrays = {
      new int[1], new long[1], new String[1], new boolean[1], new byte[1], new char[1], new short[1]
    };
    for (int i = 0; i < sorts.length; i++) {
      String zero = sorts[i].equals("-wide") ? "const-wide/16 v2, 0x0" : "const/4 v2, 0x0";
      String type = arrays[i].getClass().descriptorString() + "I";
      throwing("aput" + sorts[i], type, zero, "aput" + sorts[i] + " v2, p0, p1")
          .good(arrays[i], 0)
          .bad(NullPointerException.class, null, 0)
          .bad(ArrayIndexOutOfBoundsException.class, arrays[i], 1);
    }
    throwing("aput_store", "[Ljava/lang/Object;Ljava/lang/Object;", "const/4 v2, 0x0", "aput-object p1, p0, v2")
        .good(new Object[1], "x")
        .bad(ArrayStoreException.class, new Integer[1], "x");
    throwing("fill", "[I", "fill-array-data p0, :data")
        .data(":data", ".array-data 4", "0x1", "0x2", ".end array-data")
        .good(new int[2])
        .bad(NullPointerException.class, (Object) null)
        .bad(ArrayIndexOutOfBoundsException.class, new int[1]);
    throwing("fill_empty", "[I", "fill-array-data p0, :data")
        .data(":data", ".array-data 4", ".end array-data")
        .good(new int[0])
        .bad(NullPointerException.class, (Object) null);
    table.check();
  }

  @Test
  public void divisions() {
    Class<?> division = ArithmeticException.class;
    for (String name : new String[] {"div", "rem"}) {
      throwing(name + "_int", "II", name + "-int v2, p0, p1").good(7, 2).bad(division, 7, 0);
      throwing(name + "_two", "II", name + "-int/2addr p0, p1").good(7, 2).bad(division, 7, 0);
      throwing(name + "_lit8", "I", name + "-int/lit8 v2, p0, 0x0").bad(division, 7);
      throwing(name + "_lit16", "I", name + "-int/lit16 v2, p0, 0x0").bad(division, 7);
      throwing(name + "_long", "JJ", name + "-long v2, p0, p2").good(7L, 2L).bad(division, 7L, 0L);
      throwing(name + "_long_two", "JJ", name + "-long/2addr p0, p2").good(7L, 2L).bad(division, 7L, 0L);
      throwing(name + "_const", "", "const/4 v2, 0x0", name + "-int v3, v2, v2").bad(division);
    }
    table.check();
  }

  @Test
  public void classesThatAreAbsent() {
    Class<?> absent = NoClassDefFoundError.class;
    throwing("const_class", "", "const-class v2, " + ABSENT).bad(absent);
    throwing("const_class_there", "", "const-class v2, Ljava/lang/String;").good();
    throwing("new_instance", "", "new-instance v2, " + ABSENT).bad(absent);
    throwing("new_array", "I", "new-array v2, p0, [" + ABSENT).bad(absent, 1);
    throwing("check_cast", "Ljava/lang/Object;", "check-cast p0, " + ABSENT).bad(absent, "x");
    throwing("instance_of", "Ljava/lang/Object;", "instance-of v2, p0, " + ABSENT).bad(absent, "x");
    throwing("sget", "", "sget v2, " + ABSENT + "->x:I").bad(absent);
    throwing("sput", "I", "sput p0, " + ABSENT + "->x:I").bad(absent, 1);
    throwing("invoke_static", "", "invoke-static {}, " + ABSENT + "->m()I").bad(absent);
    table.check();
  }

  @Test
  public void objects() {
    Class<?> isNull = NullPointerException.class;
    throwing("length", "[I", "array-length v2, p0").good(new int[0]).bad(isNull, (Object) null);
    throwing("negative", "I", "new-array v2, p0, [I").good(1).bad(NegativeArraySizeException.class, -1);
    throwing("cast", "Ljava/lang/Object;", "check-cast p0, Ljava/lang/String;").good("x").bad(ClassCastException.class, 1);
    throwing("virtual", "Ljava/lang/Object;", "invoke-virtual {p0}, Ljava/lang/Object;->hashCode()I").good("x").bad(isNull, (Object) null);
    throwing("interface", "Ljava/util/List;", "invoke-interface {p0}, Ljava/util/List;->size()I").good(List.of()).bad(isNull, (Object) null);
    throwing("monitor", "Ljava/lang/Object;", "monitor-enter p0", "monitor-exit p0").good("x").bad(isNull, (Object) null);
    throwing("throw", "Ljava/lang/RuntimeException;", "throw p0").bad(IllegalStateException.class, new IllegalStateException()).bad(isNull, (Object) null);
    throwing("throw_null", "", "const/4 v2, 0x0", "throw v2").bad(isNull);
    throwing("iget_null", "", "const/4 v2, 0x0", "iget v3, v2, Lt/Table;->field:I").bad(isNull);
    throwing("aget_null", "I", "const/4 v2, 0x0", "aget v3, v2, p0").bad(isNull, 0);
    throwing("aget_wide_null", "I", "const/4 v2, 0x0", "aget-wide v4, v2, p0").bad(isNull, 0);
    throwing("aput_null", "I", "const/4 v2, 0x0", "aput-object v2, v2, p0").bad(isNull, 0);
    throwing("length_null", "", "const/4 v2, 0x0", "array-length v3, v2").bad(isNull);
    throwing("fill_null", "", "const/4 v2, 0x0", "fill-array-data v2, :data").data(":data", ".array-data 4", "0x1", ".end array-data").bad(isNull);
    table.type().line(".field public field:I");
    table.check();
  }

  @Test
  public void handlersInOrderAndNested() {
    table.method(
        "order(I)I",
        "const/4 v0, 0x1",
        ":start",
        "div-int v1, v0, p0",
        ":end",
        ".catch Ljava/lang/NullPointerException; {:start .. :end} :wrong",
        ".catch " + ABSENT + " {:start .. :end} :wrong",
        ".catch Ljava/lang/RuntimeException; {:start .. :end} :right",
        ".catchall {:start .. :end} :wrong",
        "return v1",
        ":wrong",
        "const/4 v0, 0x5",
        "return v0",
        ":right",
        "const/4 v0, 0x7",
        "return v0");
    table.row("order", 1, 1);
    table.row("order", 7, 0);
    table.method(
        "valueBefore(I)I",
        "const/4 v0, 0x3",
        ":start",
        "div-int v0, v0, p0",
        "const/4 v0, 0x4",
        "rem-int v0, v0, p0",
        ":end",
        ".catchall {:start .. :end} :handler",
        ":handler",
        "return v0");
    table.row("valueBefore", 0, 1);
    table.row("valueBefore", 3, 0);
    table.check();
  }

  private Throwing throwing(String name, String parameters, String... body) {
    return new Throwing(name.replace('-', '_'), parameters, body);
  }

  private final class Throwing {
    private final String name;
    private final String parameters;
    private final String[] body;
    private String[] data = {};
    private boolean isWritten;

    Throwing(String name, String parameters, String... body) {
      this.name = name;
      this.parameters = parameters;
      this.body = body;
    }

    Throwing data(String... lines) {
      data = lines;
      return this;
    }

    Throwing good(Object... arguments) {
      write();
      table.row(name + "_try", 1, arguments);
      table.row(name + "_pad", 1, arguments);
      table.row(name + "_bare", 1, arguments);
      return this;
    }

    Throwing bad(Class<?> exception, Object... arguments) {
      Object[] array = arguments == null ? new Object[] {null} : arguments;
      write();
      table.row(name + "_try", exception, array);
      table.row(name + "_pad", 7, array);
      table.row(name + "_bare", exception, array);
      return this;
    }

    /** In a try block whose handler takes the exception, or does not; and bare. */
    private void write() {
      if (isWritten) {
        return;
      }
      isWritten = true;
      String type = '(' + parameters + ")I";
      String range = ".catchall {:start .. :end} :handler";
      write("_bare" + type);
      write("_pad" + type, range, ":handler", "const/4 v0, 0x7", "return v0");
      write(
          "_try(" + parameters + ")Ljava/lang/Object;",
          range,
          ":handler",
          "move-exception v1",
          "invoke-virtual {v1}, Ljava/lang/Object;->getClass()Ljava/lang/Class;",
          "move-result-object v0",
          "return-object v0");
    }

    private void write(String suffix, String... handler) {
      List<String> lines = new ArrayList<>();
      lines.add(":start");
      Collections.addAll(lines, body);
      lines.add(":end");
      if (handler.length > 0) {
        lines.add(handler[0]);
      }
      if (!body[body.length - 1].startsWith("throw")) {
        lines.add("const/4 v0, 0x1");
        if (suffix.endsWith(";")) {
          lines.add("invoke-static {v0}, Ljava/lang/Integer;->valueOf(I)Ljava/lang/Integer;");
          lines.add("move-result-object v0");
          lines.add("return-object v0");
        } else {
          lines.add("return v0");
        }
      }
      for (int i = 1; i < handler.length; i++) {
        lines.add(handler[i]);
      }
      Collections.addAll(lines, data);
      table.method(name + suffix, lines.toArray(String[]::new));
    }
  }
}
