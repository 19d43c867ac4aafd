package app.quhao.handset.host.coverage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.robolectric.pluginapi.MethodHandleDecorator;

/**
 * Places NotSupported before those methods of system services that Robolectric replaces by a record
 * of the call or by an invented answer. Robolectric asks for each method once, when it is called
 * for the first time.
 */
public final class ServiceCalls implements MethodHandleDecorator {
  private static final MethodType NOTHING = MethodType.methodType(void.class);
  private static final String CONSTRUCTOR = "__constructor__";

  private static final String OURS = "app.quhao.";

  private static final String GET_SERVICE = "getSystemService";

  /** Methods by which the framework gets the binders of services. */
  private static final Set<String> BINDERS =
      Set.of(
          "android.os.ServiceManager.getService",
          "android.os.ServiceManager.checkService",
          "android.os.ServiceManager.waitForService",
          "android.app.ActivityManager.getService");

  private final AnswerTable table;
  private final Function<Class<?>, String> shadowOf;
  private final MethodHandle check;
  private final CallPermissions permissions;
  private final MethodHandle checkPermission;
  private final ServiceBinders binders;
  private final ServiceRegistry registry;
  private final ClassValue<Set<String>> ours =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return methodsOfOurs(type);
        }
      };

  /** Takes the name of the shadow of a framework class, or null where it has none. */
  public ServiceCalls(
      AnswerTable table,
      NotSupported notSupported,
      CallPermissions permissions,
      Function<Class<?>, String> shadowOf)
      throws ReflectiveOperationException {
    this.table = table;
    this.shadowOf = shadowOf;
    check = MethodHandles.lookup().bind(notSupported, "check", NOTHING);
    this.permissions = permissions;
    checkPermission = MethodHandles.lookup().bind(permissions, "check", NOTHING);
    binders = new ServiceBinders(notSupported);
    registry = new ServiceRegistry(notSupported);
  }

  @Override
  public MethodHandle decorate(
      Class<?> definingClass,
      String method,
      MethodType type,
      boolean isStatic,
      MethodHandle original) {
    if (original == null) {
      return isMissingNative(definingClass, method) ? refusing(type) : null;
    }
    if (BINDERS.contains(definingClass.getName() + "." + method)) {
      return binders.wrapResult(original);
    }
    if (method.equals(GET_SERVICE) && definingClass.getName().equals("android.app.ContextImpl")) {
      return registry.refuseMissing(original, definingClass.getClassLoader());
    }
    MethodHandle answer =
        isReplaced(definingClass, method)
            ? MethodHandles.foldArguments(original, check)
            : original;
    return permissions.has(definingClass.getName(), method)
        ? MethodHandles.foldArguments(answer, checkPermission)
        : answer;
  }

  /** The JVM's instrumented class answers 0 or null for a native method that nobody implements. */
  private boolean isMissingNative(Class<?> type, String method) {
    return type.getName().equals("libcore.io.Linux")
        && !method.startsWith("__")
        && !table.answers("android.system.Os", method);
  }

  /** The framework's own calls get 0 or null. */
  private MethodHandle refusing(MethodType type) {
    return MethodHandles.foldArguments(MethodHandles.empty(type), check);
  }

  private boolean isReplaced(Class<?> type, String method) {
    if (method.equals(CONSTRUCTOR)) {
      return table.refusesNew(type.getName());
    }
    return table.has(type.getName())
        && !table.answers(type.getName(), method)
        && !ours.get(type).contains(method);
  }

  /** The methods of our shadow, and of those of ours that it extends. */
  private Set<String> methodsOfOurs(Class<?> type) {
    Set<String> names = new HashSet<>();
    String shadow = shadowOf.apply(type);
    if (shadow == null) {
      return names;
    }
    try {
      Class<?> each = null;
      if (shadow.startsWith(OURS)) {
        each = Class.forName(shadow, false, type.getClassLoader());
      }
      for (; each != null && each.getName().startsWith(OURS); each = each.getSuperclass()) {
        for (Method method : each.getDeclaredMethods()) {
          names.add(method.getName());
        }
      }
      return names;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The shadow of " + type.getName() + " is missing", e);
    }
  }
}
