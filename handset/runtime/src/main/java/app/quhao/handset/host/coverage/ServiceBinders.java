package app.quhao.handset.host.coverage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Replaces Robolectric's empty services, which answer every call with null, 0 or false, by services
 * that ask NotSupported first.
 */
final class ServiceBinders {
  /** Methods of every interface of a service that need no service behind them. */
  private static final Set<String> OF_ANY = Set.of("asBinder", "hashCode", "equals", "toString");

  private final NotSupported notSupported;

  ServiceBinders(NotSupported notSupported) {
    this.notSupported = notSupported;
  }

  MethodHandle wrapResult(MethodHandle original) {
    try {
      MethodHandle wrap =
          MethodHandles.lookup()
              .bind(this, "wrap", MethodType.methodType(Object.class, Object.class));
      Class<?> result = original.type().returnType();
      return MethodHandles.filterReturnValue(
          original, wrap.asType(MethodType.methodType(result, result)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the proxy of a service, or a Binder whose owner is one. */
  Object wrap(Object service) {
    if (service == null) {
      return null;
    }
    if (Proxy.isProxyClass(service.getClass())) {
      return wrapProxy(service);
    }
    try {
      Field owner = service.getClass().getDeclaredField("mOwner");
      owner.setAccessible(true);
      Object implementation = owner.get(service);
      if (implementation != null && Proxy.isProxyClass(implementation.getClass())) {
        owner.set(service, wrapProxy(implementation));
      }
      return service;
    } catch (NoSuchFieldException e) {
      // A binder of another class has an implementation of its own.
      return service;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object wrapProxy(Object service) {
    if (Proxy.getInvocationHandler(service) instanceof Guard) {
      return service;
    }
    Class<?> type = service.getClass().getInterfaces()[0];
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        service.getClass().getInterfaces(),
        new Guard(notSupported, service, answered(type)));
  }

  /** The methods that Robolectric implements in a delegate (ShadowServiceManager.BinderService). */
  private static Set<String> answered(Class<?> type) {
    Set<String> names = new HashSet<>(OF_ANY);
    try {
      Class<?> shadow =
          type.getClassLoader().loadClass("org.robolectric.shadows.ShadowServiceManager");
      for (Object service : ((Map<?, ?>) field(shadow, "binderServices", null)).values()) {
        Object delegate = field(service.getClass(), "delegate", service);
        if (delegate != null && field(service.getClass(), "clazz", service) == type) {
          for (Method method : delegate.getClass().getMethods()) {
            names.add(method.getName());
          }
        }
      }
      return names;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Robolectric's services are built otherwise", e);
    }
  }

  private static Object field(Class<?> type, String name, Object object)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private record Guard(NotSupported notSupported, Object service, Set<String> answered)
      implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (!answered.contains(method.getName())) {
        notSupported.check();
      }
      try {
        return method.invoke(service, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
