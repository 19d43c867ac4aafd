package app.quhao.handset.host.guard;

import java.io.File;
import java.io.FileNotFoundException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * What the classes of an app pass through before Method.invoke and Constructor.newInstance. The call
 * itself stays in the app, since the JDK looks at its caller.
 */
public final class ReflectiveCalls {
  private static final Object[] NONE = {};

  private ReflectiveCalls() {}

  /** Returns method, receiver and arguments to call instead. */
  public static Object[] method(Method method, Object receiver, Object[] arguments)
      throws InvocationTargetException, NoSuchMethodException {
    if (method == null) {
      return new Object[] {null, receiver, arguments};
    }
    Class<?> owner = method.getDeclaringClass();
    boolean isCommand =
        owner == Runtime.class && method.getName().equals("exec")
            || owner == ProcessBuilder.class && method.getName().equals("start");
    if (isCommand) {
      return new Object[] {
        DeviceCommands.class.getMethod("byReflection", Object.class, Object[].class),
        null,
        new Object[] {receiver, arguments == null ? NONE : arguments}
      };
    }
    boolean isGuarded = HostAccess.isGuarding() && owner.getName().startsWith("java.");
    if (!isGuarded) {
      return new Object[] {method, receiver, arguments};
    }
    boolean isAccess = receiver instanceof File && !HostGuard.isNaming(method.getName());
    return new Object[] {
      method, isAccess ? HostAccess.hidden((File) receiver) : receiver, hidden(arguments)
    };
  }

  /** Returns the arguments to construct with. */
  public static Object[] constructor(Constructor<?> constructor, Object[] arguments)
      throws InvocationTargetException {
    if (constructor == null || arguments == null || arguments.length == 0 || !HostAccess.isGuarding()) {
      return arguments;
    }
    String type = constructor.getDeclaringClass().getName().replace('.', '/');
    if (HostGuard.isOpener(type)) {
      try {
        if (arguments[0] instanceof File file) {
          HostAccess.file(file);
        } else if (arguments[0] instanceof String path && !type.equals("java/util/Scanner")) {
          HostAccess.path(path);
        }
      } catch (FileNotFoundException e) {
        throw new InvocationTargetException(e);
      }
    }
    return arguments;
  }

  private static Object[] hidden(Object[] arguments) {
    if (arguments == null) {
      return null;
    }
    Object[] all = arguments.clone();
    for (int i = 0; i < all.length; i++) {
      if (all[i] instanceof Path path) {
        all[i] = HostAccess.hidden(path);
      }
    }
    return all;
  }
}
