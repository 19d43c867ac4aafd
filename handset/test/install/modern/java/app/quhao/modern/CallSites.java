package app.quhao.modern;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Arrays;

/** The bootstrap methods of the call sites of Dynamic, which no compiler of Java writes (generate/Generate.java). */
public final class CallSites {
  private static int links;

  private CallSites() {}

  /** Links to a method of this class by the name of the call site, and notes the constants. */
  public static CallSite named(
      MethodHandles.Lookup lookup, String name, MethodType type, String text, int number, long big, double real)
      throws ReflectiveOperationException {
    links++;
    MethodHandle target = lookup.findStatic(CallSites.class, name, type.insertParameterTypes(0, String.class));
    return new ConstantCallSite(target.bindTo(text + number + big + real));
  }

  /** Links to the handle that the call site has as a constant. */
  public static CallSite handle(
      MethodHandles.Lookup lookup, String name, MethodType type, MethodHandle target, MethodType shown) {
    links++;
    return new MutableCallSite(target.asType(type));
  }

  /** The constants come as an array. */
  public static CallSite listed(
      MethodHandles.Lookup lookup, String name, MethodType type, Object... constants) {
    links++;
    return new ConstantCallSite(
        MethodHandles.constant(String.class, Arrays.toString(constants)).asType(type));
  }

  public static String join(String constants, Object first, int second) {
    return constants + " " + first + " " + second;
  }

  static void run(Transcript to) {
    to.add("call site", () -> dynamic("named", "x") + " " + dynamic("named", "y"));
    to.add("handle constant", () -> dynamic("handle", "text"));
    to.add("constants", () -> dynamic("listed", "ignored"));
    to.add("links", () -> links);
  }

  private static Object dynamic(String name, String argument) throws ReflectiveOperationException {
    return Class.forName("app.quhao.modern.Dynamic").getMethod(name, String.class).invoke(null, argument);
  }
}
