import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Calls all static methods and constructors that take simple values, with values at their edges, and prints results and exceptions with
 * their lines. Two runs over the same class list must print the same, whoever compiled the classes.
 * Usage: java -cp CLASSES Survey.java JAR-WITH-THE-LIST PACKAGE…
 */
public final class Survey {
  /** They end the process, wait, or answer something else each time. */
  private static final Pattern UNSTEADY =
      Pattern.compile("(?i).*(exit|halt|read|sleep|wait|park|await|random|nano|time|uuid|thread|sink|source|socket|main|process|print|loop|delay|run|schedul|dispatch|next|shuffl).*");

  private static final int MOST_CALLS = 24;
  private static final int CALL_SECONDS = 5;

  private static final Map<Class<?>, Object[]> VALUES =
      Map.ofEntries(
          Map.entry(int.class, new Object[] {0, -1, 7, 60, Integer.MIN_VALUE}),
          Map.entry(long.class, new Object[] {0L, -1L, 1L << 40, Long.MIN_VALUE}),
          Map.entry(boolean.class, new Object[] {false, true}),
          Map.entry(byte.class, new Object[] {(byte) 0, (byte) -1}),
          Map.entry(short.class, new Object[] {(short) 0, (short) -300}),
          Map.entry(char.class, new Object[] {'a', '\0', '\u4e2d'}),
          Map.entry(float.class, new Object[] {0f, -0f, 1.5f, Float.NaN}),
          Map.entry(double.class, new Object[] {0d, -0d, 1e300, Double.NaN}),
          Map.entry(String.class, new Object[] {"", "a=b&c", "\u4e2d\ud83d\ude00 x", "https://h/p?q=1#f", null}),
          Map.entry(CharSequence.class, new Object[] {"", " a b ", null}),
          Map.entry(Object.class, new Object[] {"x", 5, null}),
          Map.entry(byte[].class, new Object[] {new byte[0], new byte[] {1, -2, 3, 0, 127, -128}, null}),
          Map.entry(int[].class, new Object[] {new int[0], new int[] {3, -1, 2}}),
          Map.entry(long[].class, new Object[] {new long[0], new long[] {3, -1, 2}}),
          Map.entry(char[].class, new Object[] {new char[0], "xyz".toCharArray()}),
          Map.entry(String[].class, new Object[] {new String[0], new String[] {"b", "a"}, new String[] {null}}),
          Map.entry(Object[].class, new Object[] {new Object[0], new Object[] {"b", 1, null}}),
          Map.entry(Iterable.class, new Object[] {List.of(), List.of("b", "a")}),
          Map.entry(Collection.class, new Object[] {List.of(), List.of(2, 1, 3)}),
          Map.entry(List.class, new Object[] {List.of(), List.of(2, 1, 3)}),
          Map.entry(Map.class, new Object[] {Map.of(), Map.of("k", "v")}));

  private final List<String> packages;
  private ExecutorService pool = newPool();

  private Survey(List<String> packages) {
    this.packages = packages;
  }

  public static void main(String[] args) throws Exception {
    Survey survey = new Survey(Arrays.asList(args).subList(1, args.length));
    try (ZipFile jar = new ZipFile(args[0])) {
      jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")).sorted().forEach(survey::visit);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void visit(String entry) {
    String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    if (packages.stream().noneMatch(name::startsWith)) {
      return;
    }
    try {
      // false: an initialiser runs at the first call, as in a program.
      Class<?> type = Class.forName(name, false, Survey.class.getClassLoader());
      List<Executable> executables = new ArrayList<>(List.of(type.getDeclaredMethods()));
      executables.addAll(List.of(type.getDeclaredConstructors()));
      executables.sort(Comparator.comparing(Executable::toGenericString));
      describe(type, executables);
      executables.stream().filter(one -> isCalled(type, one)).forEach(this::callWithAll);
    } catch (LinkageError | ClassNotFoundException | TypeNotPresentException error) {
      System.out.println(name + " does not load: " + error.getClass().getName());
    }
  }

  /** What reflection says of the members that the language has. */
  private static void describe(Class<?> type, List<Executable> executables) {
    if (!type.isSynthetic() && !type.isAnonymousClass() && !type.isInterface()) {
      System.out.println(type.toGenericString() + " " + type.getGenericSuperclass() + " " + Arrays.toString(type.getGenericInterfaces()));
      executables.stream().filter(one -> !one.isSynthetic() && !one.getName().contains("lambda$")).forEach(one -> System.out.println("  " + one.toGenericString()));
      Arrays.stream(type.getDeclaredFields()).filter(one -> !one.isSynthetic()).map(Field::toGenericString).sorted()
          .forEach(one -> System.out.println("  " + one));
    }
  }

  private static boolean isCalled(Class<?> type, Executable executable) {
    boolean isStatic = executable instanceof Constructor || Modifier.isStatic(executable.getModifiers());
    boolean isSteady = !UNSTEADY.matcher(type.getName() + '.' + executable.getName()).matches();
    boolean isPlain = !executable.isSynthetic() && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    return isStatic && isSteady && isPlain && Arrays.stream(executable.getParameterTypes()).allMatch(VALUES::containsKey);
  }

  /** Takes every value at least once where the combinations are too many. */
  private void callWithAll(Executable executable) {
    Class<?>[] types = executable.getParameterTypes();
    int combinations = 1;
    for (Class<?> type : types) {
      combinations = Math.min(1 << 20, combinations * VALUES.get(type).length);
    }
    int calls = Math.min(MOST_CALLS, combinations);
    for (int call = 0; call < calls; call++) {
      int rest = combinations <= MOST_CALLS ? call : call * 7919;
      Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        Object[] values = VALUES.get(types[i]);
        arguments[i] = copy(values[Math.floorMod(rest, values.length)]);
        rest = combinations <= MOST_CALLS ? rest / values.length : rest / 3 + call;
      }
      System.out.println("  " + executable.getDeclaringClass().getName() + '.' + executable.getName() + text(arguments) + " = " + result(executable, arguments));
    }
  }

  private static Object copy(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object copy = Array.newInstance(value.getClass().getComponentType(), Array.getLength(value));
    System.arraycopy(value, 0, copy, 0, Array.getLength(value));
    return copy;
  }

  private String result(Executable executable, Object[] arguments) {
    Future<String> future = pool.submit(() -> call(executable, arguments));
    try {
      return future.get(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException error) {
      pool.shutdownNow();
      pool = newPool();
      return "no answer in time";
    } catch (Exception error) {
      return "the survey itself failed: " + error;
    }
  }

  private static ExecutorService newPool() {
    return Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
  }

  private String call(Executable executable, Object[] arguments) throws IllegalAccessException, InstantiationException {
    try {
      executable.setAccessible(true);
      Object result = executable instanceof Method method ? method.invoke(null, arguments) : ((Constructor<?>) executable).newInstance(arguments);
      return text(result) + (arguments.length > 0 ? " leaves " + text(arguments) : "");
    } catch (InvocationTargetException error) {
      return thrown(error.getCause());
    }
  }

  private String thrown(Throwable error) {
    for (StackTraceElement frame : error.getStackTrace()) {
      // D8 puts methods that old platforms lack, and bodies of lambdas, into classes of its own without lines.
      if (frame.getLineNumber() > 0 && packages.stream().anyMatch(frame.getClassName()::startsWith)) {
        return error.getClass().getName() + " at " + frame.getClassName() + '.' + frame.getMethodName() + ':' + frame.getLineNumber();
      }
    }
    return error.getClass().getName();
  }

  private static String text(Object value) {
    if (value != null && value.getClass().isArray()) {
      return Arrays.deepToString(new Object[] {value});
    }
    try {
      String text = String.valueOf(value).replaceAll("(\\$\\$Lambda[^@ ]*|\\$\\$ExternalSynthetic[^@ ]*|\\$\\d+)?@[0-9a-f]+", "@").replaceAll("[\\r\\n]", " ");
      return text.length() > 300 ? text.substring(0, 300) : text;
    } catch (RuntimeException error) {
      return "text throws " + error.getClass().getName();
    }
  }
}
