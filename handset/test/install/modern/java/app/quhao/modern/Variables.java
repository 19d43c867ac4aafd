package app.quhao.modern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** VarHandles of fields, arrays and views of bytes. */
final class Variables {
  private static final VarHandle COUNT;
  private static final VarHandle NAME;
  private static final VarHandle SHARED;
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle TEXTS = MethodHandles.arrayElementVarHandle(String[].class);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static long shared = 1;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      COUNT = lookup.findVarHandle(Variables.class, "count", int.class);
      NAME = lookup.findVarHandle(Variables.class, "name", String.class);
      SHARED = lookup.findStaticVarHandle(Variables.class, "shared", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int count;
  private String name = "first";

  private Variables() {}

  static void run(Transcript to) {
    Variables object = new Variables();
    to.add("swap", () -> COUNT.compareAndSet(object, 0, 5) + " " + COUNT.compareAndSet(object, 0, 6));
    to.add("added", () -> (int) COUNT.getAndAdd(object, 3) + " " + (int) COUNT.getVolatile(object));
    to.add("bits", () -> (int) COUNT.getAndBitwiseOr(object, 16) + " " + object.count);
    to.add("exchanged", () -> (String) NAME.getAndSet(object, "second") + " " + object.name);
    to.add("witness", () -> (String) NAME.compareAndExchange(object, "other", "third"));
    to.add("released", () -> { NAME.setRelease(object, "fourth"); return NAME.getAcquire(object); });
    to.add("static", () -> { SHARED.set(9L); return (long) SHARED.getAndAdd(1L) + " " + shared; });
    to.add("array", () -> {
      int[] values = {1, 2, 3};
      INTS.set(values, 1, 20);
      return (int) INTS.getAndAdd(values, 2, 4) + " " + Arrays.toString(values);
    });
    to.add("texts", () -> {
      String[] texts = {"a", null};
      return TEXTS.compareAndSet(texts, 1, null, "b") + " " + Arrays.toString(texts);
    });
    to.add("out of bounds", () -> (int) INTS.get(new int[1], 1));
    to.add("view", () -> (long) LONGS.get(new byte[] {0, 0, 0, 0, 0, 0, 1, 2}, 0));
    to.add("wrong variable", () -> COUNT.compareAndSet(object, "text", 1));
    VarHandle.fullFence();
  }
}
