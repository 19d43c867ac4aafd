package app.quhao.modern;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.WrongMethodTypeException;
import java.util.Arrays;
import java.util.List;

/** Method handles: the signature of each call is that of its place in the code. */
final class Handles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private int seen;
  private static long total = 40;

  private Handles() {}

  private int add(int more) {
    seen += more;
    return seen;
  }

  private static double half(double of) {
    return of / 2;
  }

  private static String all(String first, Object... others) {
    return first + Arrays.asList(others);
  }

  static void run(Transcript to) {
    to.add("virtual", Handles::virtual);
    to.add("private", () -> (int) find("add", int.class, int.class).invokeExact(new Handles(), 7));
    to.add("static", () -> (double) ofStatic("half", double.class, double.class).invokeExact(5.0));
    to.add("converted", () -> (Object) ofStatic("half", double.class, double.class).invoke(9));
    to.add("wrong type", Handles::wrongType);
    to.add("constructor", Handles::constructor);
    to.add("getter", Handles::fields);
    to.add("varargs", Handles::varargs);
    to.add("bound", Handles::bound);
    to.add("combined", Handles::combined);
    to.add("thrown", Handles::thrown);
    to.add("arguments", () -> ofStatic("half", double.class, double.class).invokeWithArguments(3.0));
    to.add("type", () -> ofStatic("half", double.class, double.class).type());
    to.add("unreflected", Handles::unreflected);
  }

  private static MethodHandle find(String name, Class<?> returned, Class<?>... taken)
      throws ReflectiveOperationException {
    return LOOKUP.findVirtual(Handles.class, name, MethodType.methodType(returned, taken));
  }

  private static MethodHandle ofStatic(String name, Class<?> returned, Class<?>... taken)
      throws ReflectiveOperationException {
    return LOOKUP.findStatic(Handles.class, name, MethodType.methodType(returned, taken));
  }

  private static Object virtual() throws Throwable {
    MethodHandle concat =
        LOOKUP.findVirtual(
            String.class, "concat", MethodType.methodType(String.class, String.class));
    return (String) concat.invokeExact("left ", "right");
  }

  private static Object wrongType() throws Throwable {
    try {
      return (float) ofStatic("half", double.class, double.class).invokeExact(1.0);
    } catch (WrongMethodTypeException e) {
      return "refused";
    }
  }

  private static Object constructor() throws Throwable {
    MethodHandle make =
        LOOKUP.findConstructor(
            StringBuilder.class, MethodType.methodType(void.class, String.class));
    StringBuilder made = (StringBuilder) make.invokeExact("made");
    return made.reverse();
  }

  private static Object fields() throws Throwable {
    Handles object = new Handles();
    LOOKUP.findSetter(Handles.class, "seen", int.class).invokeExact(object, 11);
    MethodHandle statically = LOOKUP.findStaticGetter(Handles.class, "total", long.class);
    return (int) LOOKUP.findGetter(Handles.class, "seen", int.class).invokeExact(object)
        + " "
        + (long) statically.invokeExact();
  }

  private static Object varargs() throws Throwable {
    MethodHandle all =
        LOOKUP.findStatic(
            Handles.class,
            "all",
            MethodType.methodType(String.class, String.class, Object[].class));
    return (String) all.invoke("of ", 1, 'c', 2L)
        + all.asFixedArity().invoke("fixed ", new Object[] {1.5f})
        + (String) all.invoke("none ");
  }

  private static Object bound() throws Throwable {
    Handles object = new Handles();
    MethodHandle add = find("add", int.class, int.class).bindTo(object);
    int first = (int) add.invokeExact(1);
    return first + " " + (int) add.invokeExact(2);
  }

  private static Object combined() throws Throwable {
    MethodHandle length =
        LOOKUP.findVirtual(String.class, "length", MethodType.methodType(int.class));
    MethodHandle empty =
        LOOKUP.findVirtual(String.class, "isEmpty", MethodType.methodType(boolean.class));
    MethodHandle minusOne =
        MethodHandles.dropArguments(MethodHandles.constant(int.class, -1), 0, String.class);
    MethodHandle guarded = MethodHandles.guardWithTest(empty, minusOne, length);
    MethodHandle trimmed =
        MethodHandles.filterArguments(
            guarded, 0, LOOKUP.findVirtual(String.class, "trim", MethodType.methodType(String.class)));
    return List.of((int) trimmed.invokeExact(" "), (int) trimmed.invokeExact(" four "));
  }

  private static Object thrown() throws Throwable {
    MethodHandle parse =
        LOOKUP.findStatic(
            Integer.class, "parseInt", MethodType.methodType(int.class, String.class));
    MethodHandle zero =
        MethodHandles.dropArguments(
            MethodHandles.constant(int.class, 0), 0, NumberFormatException.class, String.class);
    MethodHandle safe = MethodHandles.catchException(parse, NumberFormatException.class, zero);
    return (int) safe.invokeExact("12") + " " + (int) safe.invokeExact("twelve");
  }

  private static Object unreflected() throws Throwable {
    MethodHandle compare =
        LOOKUP.unreflect(String.class.getMethod("compareToIgnoreCase", String.class));
    return (int) compare.invokeExact("ABC", "abc");
  }
}
