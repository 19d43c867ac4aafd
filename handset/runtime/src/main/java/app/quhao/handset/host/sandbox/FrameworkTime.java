package app.quhao.handset.host.sandbox;

import app.quhao.handset.host.FrameworkClock;
import app.quhao.handset.host.clock.WallClock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.robolectric.internal.bytecode.Interceptor;
import org.robolectric.internal.bytecode.MethodRef;
import org.robolectric.internal.bytecode.MethodSignature;
import org.robolectric.util.Function;

/**
 * Replaces System.nanoTime() and currentTimeMillis() in the framework's classes. On Android
 * nanoTime() and SystemClock.uptimeMillis() share a base, and Choreographer relies on it.
 * Robolectric's own interceptor returns a test clock that starts in 1970.
 */
public final class FrameworkTime extends Interceptor {
  private static final String NANO_TIME = "nanoTime";
  static final String CURRENT_TIME = "currentTimeMillis";

  private final FrameworkClock clock;

  /**
   * Robolectric creates one instance per call site without arguments (InvokeDynamicSupport). The
   * clock is therefore passed as a system property.
   */
  public FrameworkTime() {
    super(new MethodRef(System.class, NANO_TIME), new MethodRef(System.class, CURRENT_TIME));
    clock = new FrameworkClock(Long.getLong(FrameworkClock.BOOT_PROPERTY));
  }

  @Override
  public Function<Object, Object> handle(MethodSignature method) {
    return method.methodName.equals(NANO_TIME)
        ? (type, value, parameters) -> clock.nanoTime()
        : (type, value, parameters) -> WallClock.currentTimeMillis();
  }

  @Override
  public MethodHandle getMethodHandle(String name, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType returnsLong = MethodType.methodType(long.class);
    return name.equals(NANO_TIME)
        ? lookup.bind(clock, NANO_TIME, returnsLong)
        : lookup.findStatic(WallClock.class, CURRENT_TIME, returnsLong);
  }
}
