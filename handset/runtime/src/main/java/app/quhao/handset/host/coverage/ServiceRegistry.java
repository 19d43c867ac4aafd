package app.quhao.handset.host.coverage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Asks NotSupported where Context.getSystemService would give null for a service that Android has.
 */
final class ServiceRegistry {
  private final NotSupported notSupported;

  ServiceRegistry(NotSupported notSupported) {
    this.notSupported = notSupported;
  }

  /** Takes the handle of getSystemService: (shadow, name) to the service. */
  MethodHandle refuseMissing(MethodHandle original, ClassLoader android) {
    try {
      MethodHandle require =
          MethodHandles.lookup()
              .bind(
                  this,
                  "require",
                  MethodType.methodType(
                      Object.class, ClassLoader.class, Object.class, Object.class, String.class));
      MethodType type = original.type().insertParameterTypes(0, original.type().returnType());
      return MethodHandles.foldArguments(
          MethodHandles.insertArguments(require, 0, android).asType(type), original);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object require(ClassLoader android, Object service, Object context, String name)
      throws ReflectiveOperationException {
    if (service == null && isRegistered(android, name)) {
      notSupported.checkMissing(name);
    }
    return service;
  }

  private static boolean isRegistered(ClassLoader android, String name)
      throws ReflectiveOperationException {
    Field fetchers =
        android
            .loadClass("android.app.SystemServiceRegistry")
            .getDeclaredField("SYSTEM_SERVICE_FETCHERS");
    fetchers.setAccessible(true);
    return ((Map<?, ?>) fetchers.get(null)).containsKey(name);
  }
}
