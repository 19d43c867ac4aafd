package app.quhao.probe.adapter;

import android.content.Context;
import app.quhao.probe.server.ProbeError;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** An object of the SDK, or a class of it with static methods: its methods by name and types. */
public final class SdkObject {
  private final Class<?> type;
  private final Object instance;

  /** `instance` null: static methods only. */
  public SdkObject(Class<?> type, Object instance) {
    this.type = type;
    this.instance = instance;
  }

  /** Which of the methods of one name is meant. */
  interface Shape {
    boolean fits(Class<?>[] types);
  }

  public static Class<?> classNamed(String name) throws ProbeError {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException error) {
      throw ProbeError.unsupported("the SDK has no class " + name);
    } catch (LinkageError error) {
      throw notLoaded(error);
    }
  }

  /** Names what the static initialiser threw, where one did. */
  static ProbeError notLoaded(LinkageError error) {
    boolean isWrapper = error instanceof ExceptionInInitializerError && error.getCause() != null;
    return ProbeError.sdkThrew(isWrapper ? error.getCause() : error);
  }

  /** The object in a public static field: a Kotlin object's INSTANCE. */
  public static SdkObject ofField(Class<?> type, String field) throws ProbeError {
    try {
      Field declared = type.getField(field);
      declared.setAccessible(true);
      Object value = declared.get(null);
      return new SdkObject(value.getClass(), value);
    } catch (ReflectiveOperationException | NullPointerException error) {
      throw ProbeError.unsupported(type.getName() + " has no object in a public static " + field);
    }
  }

  /** A new object: made with the context, or where that is null without arguments. */
  public static SdkObject made(Class<?> type, Context context) throws ProbeError {
    try {
      return context == null
          ? constructed(type.getConstructor())
          : constructed(constructorFor(type, context), context);
    } catch (NoSuchMethodException error) {
      throw ProbeError.unsupported(type.getName() + " cannot be made: " + error);
    }
  }

  public static SdkObject constructed(Constructor<?> constructor, Object... arguments)
      throws ProbeError {
    Class<?> type = constructor.getDeclaringClass();
    try {
      constructor.setAccessible(true);
      return new SdkObject(type, constructor.newInstance(arguments));
    } catch (InvocationTargetException error) {
      throw thrown(error.getCause());
    } catch (ReflectiveOperationException error) {
      throw ProbeError.unsupported(type.getName() + " cannot be made: " + error);
    }
  }

  /** (Context), or else one of a type that this context is of as well, as (Application). */
  private static Constructor<?> constructorFor(Class<?> type, Context context)
      throws NoSuchMethodException {
    Constructor<?> narrow = null;
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      boolean isContext = types.length == 1 && Context.class.isAssignableFrom(types[0]);
      if (isContext && types[0] == Context.class) {
        return constructor;
      }
      if (isContext && types[0].isInstance(context)) {
        narrow = constructor;
      }
    }
    if (narrow == null) {
      throw new NoSuchMethodException(type.getName() + "(Context)");
    }
    return narrow;
  }

  /** The object itself; null where there is a class only. */
  public Object value() {
    return instance;
  }

  public String typeName() {
    return type.getName();
  }

  boolean has(String name) {
    return !methods(name).isEmpty();
  }

  public List<Method> methods(String name) {
    List<Method> named = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        named.add(method);
      }
    }
    List<Method> all = new ArrayList<>(named);
    named.removeIf(method -> method.isBridge() && isRepeated(method, all));
    return named;
  }

  /**
   * A bridge repeats a method of the same class with wider types. One that repeats nothing stands
   * for a method of a parent that is not public.
   */
  private static boolean isRepeated(Method bridge, List<Method> methods) {
    for (Method method : methods) {
      if (!method.isBridge() && isWider(bridge.getParameterTypes(), method.getParameterTypes())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWider(Class<?>[] wide, Class<?>[] narrow) {
    if (wide.length != narrow.length) {
      return false;
    }
    for (int i = 0; i < wide.length; i++) {
      if (!wide[i].isAssignableFrom(narrow[i])) {
        return false;
      }
    }
    return true;
  }

  /** Null where no method fits. */
  Method methodOrNull(String name, Shape shape) {
    for (Method method : methods(name)) {
      if (shape.fits(method.getParameterTypes())) {
        return method;
      }
    }
    return null;
  }

  /** UNSUPPORTED where no method fits; `what` describes the one that is wanted. */
  Method method(String name, String what, Shape shape) throws ProbeError {
    Method method = methodOrNull(name, shape);
    if (method == null) {
      throw ProbeError.unsupported(type.getName() + " has no " + name + what);
    }
    return method;
  }

  /** What the SDK throws is SDK_THREW. */
  public Object call(Method method, Object... arguments) throws ProbeError {
    if (instance == null && !Modifier.isStatic(method.getModifiers())) {
      throw ProbeError.unsupported(
          type.getName() + "." + method.getName() + " is not static and there is no instance");
    }
    try {
      method.setAccessible(true);
      return method.invoke(instance, arguments);
    } catch (InvocationTargetException error) {
      throw thrown(error.getCause());
    } catch (IllegalAccessException error) {
      throw ProbeError.unsupported(type.getName() + "." + method.getName() + " is not accessible");
    }
  }

  /** An SDK that lacks what its own method calls is as good as without it. */
  private static ProbeError thrown(Throwable cause) {
    return cause instanceof NoSuchMethodError || cause instanceof AbstractMethodError
        ? ProbeError.unsupported("the SDK lacks " + cause.getMessage())
        : ProbeError.sdkThrew(cause);
  }
}
