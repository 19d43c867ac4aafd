package app.quhao.probe.adapter;

import android.os.SystemClock;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A listener of a type that is known at run time only. */
public final class ListenerProxy implements InvocationHandler {
  private final Class<?> type;
  private final Callback callback;

  /** What is done with a call of the listener. */
  public interface Callback {
    /** `atNanos` was taken first thing in the call; `arguments` is never null. */
    void take(Method method, Object[] arguments, long atNanos);

    /** Whether a method for which the interface has an answer of its own is a notice too. */
    default boolean takesDefault(Method method) {
      return false;
    }
  }

  private ListenerProxy(Class<?> type, Callback callback) {
    this.type = type;
    this.callback = callback;
  }

  /** UNSUPPORTED where the type is no interface: such a listener needs an adapter in Java. */
  public static Object of(Class<?> type, Callback callback) throws ProbeError {
    if (!type.isInterface()) {
      throw ProbeError.unsupported(
          type.getName() + " is a class: a listener that is no interface needs an adapter in Java");
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ListenerProxy(type, callback));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    long at = SystemClock.elapsedRealtimeNanos();
    if (method.getDeclaringClass() == Object.class) {
      return new ProxyIdentity("listener of the probe (" + type.getName() + ")")
          .answer(proxy, method, arguments);
    }
    // What the SDK's own interface answers for its listeners is no notice to them.
    if (!method.isDefault() || callback.takesDefault(method)) {
      callback.take(method, arguments == null ? new Object[0] : arguments, at);
    }
    return defaultOf(method.getReturnType());
  }

  private static Object defaultOf(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == long.class) {
      return 0L;
    }
    return type.isPrimitive() && type != void.class ? (Object) 0 : null;
  }

  /** The first argument of this class; null for none. */
  public static <T> T first(Class<T> type, Object[] arguments) {
    for (Object argument : arguments) {
      if (type.isInstance(argument)) {
        return type.cast(argument);
      }
    }
    return null;
  }
}
