package app.quhao.probe.table;

import app.quhao.probe.adapter.ProxyIdentity;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The continuation of a suspend function, by reflection: the probe knows no Kotlin. Its context is
 * the empty one.
 */
final class SuspendedCall implements InvocationHandler {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";
  private static final String EMPTY_CONTEXT = "kotlin.coroutines.EmptyCoroutineContext";
  private static final String SUSPENDED = "COROUTINE_SUSPENDED";
  private static final String FAILURE = "kotlin.Result$Failure";
  private static final ProxyIdentity IDENTITY = new ProxyIdentity("continuation of the probe");

  /** How a suspend function ends: `thrown` is null where it returned. */
  interface Ending {
    void take(Object value, Throwable thrown);
  }

  private final Ending ending;

  SuspendedCall(Ending ending) {
    this.ending = ending;
  }

  /** `type` is the parameter's. */
  Object continuation(Class<?> type) throws MisfitException {
    if (!type.getName().equals(CONTINUATION)) {
      throw new MisfitException("`suspend` does not fit " + type.getName());
    }
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  /** To be called with what the function returned at once. */
  void started(Object value) {
    boolean isSuspended = value instanceof Enum && ((Enum<?>) value).name().equals(SUSPENDED);
    if (!isSuspended) {
      ending.take(value, null);
    }
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    switch (method.getName()) {
      case "resumeWith":
        resume(arguments[0]);
        return null;
      case "getContext":
        return Class.forName(EMPTY_CONTEXT).getField("INSTANCE").get(null);
      default:
        return IDENTITY.answer(proxy, method, arguments);
    }
  }

  /** A kotlin.Result is its value, or a Failure with an exception. */
  private void resume(Object result) throws ProbeError {
    if (result == null || !result.getClass().getName().equals(FAILURE)) {
      ending.take(result, null);
      return;
    }
    try {
      Field exception = result.getClass().getField("exception");
      exception.setAccessible(true);
      ending.take(null, (Throwable) exception.get(result));
    } catch (ReflectiveOperationException error) {
      throw ProbeError.probeFault(error);
    }
  }
}
