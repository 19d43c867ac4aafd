package app.quhao.handset.convert.table;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a truth table: a method of one assembled class, arguments, and the right result. All rows
 * are checked, then all wrong ones are named.
 */
final class Table {
  private static final String NAME = "t/Table";

  private record Row(String method, Object[] arguments, Object expected) {}

  private final SmaliClass type = new SmaliClass(NAME);
  private final List<Row> rows = new ArrayList<>();

  SmaliClass type() {
    return type;
  }

  void method(String nameAndType, String... body) {
    type.staticMethod(nameAndType, body);
  }

  /** `expected` is a value, or the class of what must be thrown. */
  void row(String method, Object expected, Object... arguments) {
    rows.add(new Row(method, arguments, expected));
  }

  void check(SmaliClass... others) {
    SmaliClass[] all = java.util.Arrays.copyOf(others, others.length + 1);
    all[others.length] = type;
    check(TranslatedDex.of(all));
    check(TranslatedDex.ofDense(all));
  }

  private void check(TranslatedDex dex) {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      Object result = dex.call(NAME, row.method(), copies(row.arguments()));
      if (!same(row.expected(), result)) {
        wrong.add(row.method() + java.util.Arrays.deepToString(row.arguments()) + " = " + result + ", not " + row.expected());
      }
    }
    assertEquals(wrong.size() + " of " + rows.size() + " rows are wrong", "[]", wrong.toString());
  }

  /** Rows run twice, and some write to their arrays. */
  private static Object[] copies(Object[] arguments) {
    Object[] copies = arguments.clone();
    for (int i = 0; i < copies.length; i++) {
      Object one = copies[i];
      if (one != null && one.getClass().isArray()) {
        copies[i] = java.lang.reflect.Array.newInstance(one.getClass().getComponentType(), java.lang.reflect.Array.getLength(one));
        System.arraycopy(one, 0, copies[i], 0, java.lang.reflect.Array.getLength(one));
      }
    }
    return copies;
  }

  /** Tells -0.0 from 0.0, as Object.equals does. */
  private static boolean same(Object expected, Object result) {
    return expected == null ? result == null : expected.equals(result);
  }
}
