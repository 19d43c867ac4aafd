package app.quhao.handset.convert.foreign.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Exceptions, monitors, initialisers and arrays. */
public final class Flows {
  private static final List<String> LOG = new ArrayList<>();

  private Flows() {}

  public static String run() {
    LOG.clear();
    StringJoiner out = new StringJoiner("\n");
    for (int i = 0; i < 6; i++) {
      out.add(i + ":" + nested(i) + " " + LOG.size());
    }
    out.add("" + returns(1) + returns(0));
    out.add(resources(0) + resources(1) + resources(2) + resources(3));
    out.add("" + locked(new Object(), 3) + locked(new int[0], 0));
    try {
      out.add("" + locked(null, 1));
    } catch (NullPointerException e) {
      out.add("no lock");
    }
    initialisers(out);
    arrays(out);
    out.add("" + depth(0));
    out.add(String.join(",", LOG));
    return out.toString();
  }

  private static String nested(int kind) {
    String state = "start";
    try {
      state = "outer";
      try {
        state += fail(kind);
      } catch (IllegalStateException | ArithmeticException e) {
        state += e.getClass().getSimpleName();
        if (kind == 2) {
          throw new IllegalArgumentException(state, e);
        }
      } finally {
        LOG.add(state);
        state += "finally";
      }
      state += "after";
    } catch (IllegalArgumentException e) {
      state += e.getMessage() + (e.getCause() == null);
    } catch (RuntimeException e) {
      return state + "runtime";
    } finally {
      LOG.add("end" + kind);
    }
    return state;
  }

  private static int fail(int kind) {
    int[] empty = new int[kind == 4 ? 0 : 1];
    switch (kind) {
      case 1:
        throw new IllegalStateException("one");
      case 2:
        return 1 / (kind - 2);
      case 3:
        throw new IllegalArgumentException("three");
      case 5:
        throw new UnsupportedOperationException("five");
      default:
        return empty[0] + kind;
    }
  }

  @SuppressWarnings("finally")
  private static int returns(int value) {
    for (int i = 0; ; i++) {
      try {
        if (value == 0) {
          return i / value;
        }
        continue;
      } catch (ArithmeticException e) {
        return 7;
      } finally {
        if (i > 3) {
          break;
        }
      }
    }
    return 9;
  }

  private record Resource(String name, boolean isBroken) implements AutoCloseable {
    @Override
    public void close() {
      LOG.add("close " + name);
      if (isBroken) {
        throw new IllegalStateException("close " + name);
      }
    }
  }

  private static String resources(int kind) {
    try (Resource first = new Resource("first", kind > 1);
        Resource second = new Resource("second", kind == 3)) {
      if (kind % 2 == 1) {
        throw new IllegalArgumentException("body");
      }
      return first.name() + second.name();
    } catch (RuntimeException e) {
      return e.getMessage() + e.getSuppressed().length;
    }
  }

  private static int locked(Object lock, int times) {
    int sum = 0;
    synchronized (lock) {
      for (int i = 0; i < times; i++) {
        synchronized (LOG) {
          if (i == 2) {
            return sum + (Thread.holdsLock(lock) ? 100 : 0);
          }
          sum += i;
        }
      }
    }
    return sum - (Thread.holdsLock(lock) ? 1000 : 0);
  }

  private static final class Broken {
    static final int VALUE = Integer.parseInt("x" + LOG.size());
  }

  private static class First {
    static {
      LOG.add("First");
    }

    static int touch() {
      return 1;
    }

    final String name;

    First() {
      name = name();
    }

    String name() {
      return "first";
    }
  }

  private static final class Second extends First {
    static final String CONSTANT = "constant";
    static final Object LATE = new Object();

    static {
      LOG.add("Second" + (LATE != null));
    }

    private final String own = "own" + LOG.size();

    @Override
    String name() {
      return "second" + (own == null);
    }
  }

  private static void initialisers(StringJoiner out) {
    out.add(Second.CONSTANT + LOG.contains("First"));
    out.add("" + Second.touch() + LOG.contains("First") + LOG.contains("Secondtrue"));
    out.add(new Second().name + LOG.contains("Secondtrue"));
    for (int i = 0; i < 2; i++) {
      try {
        out.add("" + Broken.VALUE);
      } catch (LinkageError e) {
        out.add(e.getClass().getSimpleName());
      }
    }
  }

  private static void arrays(StringJoiner out) {
    Object[] covariant = new String[2];
    try {
      covariant[0] = out;
    } catch (ArrayStoreException e) {
      out.add("store");
    }
    long[][][] deep = new long[2][3][];
    deep[1][2] = new long[] {1L << 50, -1};
    deep[1][2][1] ^= 5;
    deep[1][2][0]++;
    out.add(deep[1][2][0] + " " + deep[1][2][1] + " " + (deep[0][0] == null) + deep.getClass().getName());
    byte[] bytes = {1, -2, 127};
    boolean[] flags = new boolean[3];
    for (int i = 0; i < bytes.length; i++) {
      flags[i] = (bytes[i] += bytes[i]) > 0;
    }
    char[] chars = "xyz".toCharArray();
    chars[1]++;
    out.add(bytes[2] + " " + flags[0] + flags[1] + flags[2] + new String(chars) + chars.clone().length);
    Number[] numbers = out.length() > 0 ? new Integer[] {1, 2} : new Double[] {1.0};
    Object merged = out.length() > 0 ? numbers : deep;
    out.add(numbers.length + " " + (merged instanceof Integer[]) + (merged instanceof Comparable[]) + (merged instanceof long[][][]));
    for (int size : new int[] {-1, 0}) {
      try {
        out.add("" + new int[size][size - 1].length);
      } catch (NegativeArraySizeException e) {
        out.add("negative");
      }
    }
  }

  private static int depth(int at) {
    try {
      return at > 1_000_000 ? at : depth(at + 1) > 0 ? 1 : 0;
    } catch (StackOverflowError e) {
      return 1;
    }
  }
}
