package app.quhao.probe.table;

import app.quhao.probe.adapter.ProxyIdentity;
import app.quhao.probe.adapter.SdkObject;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What a call gives back for later: a Future (CompletableFuture and ListenableFuture are such), or
 * a Flow of Kotlin's, by reflection. Each value that a Flow emits is a result, as each call of a
 * listener is.
 */
final class LaterValues {
  private static final String FLOW = "kotlinx.coroutines.flow.Flow";
  private static final String COLLECT = "collect";
  private static final String EMIT = "emit";
  private static final String UNIT = "kotlin.Unit";
  private static final ProxyIdentity IDENTITY = new ProxyIdentity("collector of the probe");

  private LaterValues() {}

  static boolean isLater(Object value) {
    return value instanceof Future || (value != null && flowOf(value.getClass()) != null);
  }

  /** Waits for a Future; a Flow is collected from the calling thread on. */
  static void await(Object later, SuspendedCall.Ending ending) {
    if (later instanceof Future) {
      await((Future<?>) later, ending);
    } else {
      collect(later, ending);
    }
  }

  private static void await(Future<?> future, SuspendedCall.Ending ending) {
    try {
      ending.take(future.get(), null);
    } catch (ExecutionException error) {
      ending.take(null, error.getCause());
    } catch (CancellationException error) {
      ending.take(null, error);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      ending.take(null, error);
    }
  }

  private static void collect(Object flow, SuspendedCall.Ending ending) {
    SuspendedCall end =
        new SuspendedCall(
            (unit, thrown) -> {
              if (thrown != null) {
                ending.take(null, thrown);
              }
            });
    try {
      Method collect = collectOf(flowOf(flow.getClass()));
      Class<?>[] types = collect.getParameterTypes();
      Object collector =
          Proxy.newProxyInstance(
              types[0].getClassLoader(), new Class<?>[] {types[0]}, collector(ending));
      end.started(collect.invoke(flow, collector, end.continuation(types[1])));
    } catch (InvocationTargetException error) {
      ending.take(null, error.getCause());
    } catch (ReflectiveOperationException | MisfitException error) {
      ending.take(null, error);
    }
  }

  private static InvocationHandler collector(SuspendedCall.Ending ending) {
    return (proxy, method, arguments) -> {
      if (!method.getName().equals(EMIT)) {
        return IDENTITY.answer(proxy, method, arguments);
      }
      ending.take(arguments[0], null);
      return unit();
    };
  }

  private static Object unit() throws ProbeError {
    return SdkObject.ofField(SdkObject.classNamed(UNIT), "INSTANCE").value();
  }

  private static Method collectOf(Class<?> flow) throws NoSuchMethodException {
    for (Method method : flow.getMethods()) {
      if (method.getName().equals(COLLECT) && method.getParameterCount() == 2) {
        return method;
      }
    }
    throw new NoSuchMethodException(FLOW + "." + COLLECT);
  }

  /** Null where the class is no Flow. */
  private static Class<?> flowOf(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> each : at.getInterfaces()) {
        Class<?> flow = each.getName().equals(FLOW) ? each : flowOf(each);
        if (flow != null) {
          return flow;
        }
      }
    }
    return null;
  }
}
