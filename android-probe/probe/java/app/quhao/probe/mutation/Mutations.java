package app.quhao.probe.mutation;

import app.quhao.probe.server.ProbeError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The mutations that scripts/build-probe --mutations writes into the SDK. Their class is asked for
 * by name, because every other probe is built without it.
 */
public final class Mutations {
  private static final String SCHEMATA = "app.quhao.schemata.Schemata";

  private Mutations() {}

  /** These and no others; none: the SDK as it is. */
  public static void activate(int[] numbers) throws ProbeError {
    call("activate", new Class<?>[] {int[].class}, (Object) numbers);
  }

  /** The mutation points that were executed since the last call, in order. */
  public static int[] takeTouched() throws ProbeError {
    int[] numbers = (int[]) call("touched", new Class<?>[0]);
    call("forget", new Class<?>[0]);
    return numbers;
  }

  private static Object call(String name, Class<?>[] types, Object... arguments)
      throws ProbeError {
    try {
      Method method = Class.forName(SCHEMATA).getMethod(name, types);
      return method.invoke(null, arguments);
    } catch (ClassNotFoundException e) {
      throw ProbeError.unsupported("this APK holds no mutations (scripts/build-probe --mutations)");
    } catch (InvocationTargetException e) {
      throw ProbeError.badRequest(String.valueOf(e.getCause().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(SCHEMATA + " is not as this probe knows it", e);
    }
  }
}
