package app.quhao.handset.convert.foreign.programs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas of all captures and method references of all kinds, enough of one shape for R8 to merge them. */
public final class Lambdas {
  private final String base;

  private Lambdas(String base) {
    this.base = base;
  }

  interface Five<R> {
    R apply(byte a, long b, float c, double d, Object e);
  }

  public static String run() {
    StringJoiner out = new StringJoiner("\n");
    new Lambdas("base").captures(out, 3, 1L << 33, 2.5, 'x', (byte) -3, true);
    references(out);
    streams(out);
    merged(out);
    return out.toString();
  }

  private void captures(StringJoiner out, int i, long j, double d, char c, byte b, boolean z) {
    float f = 1.25f;
    int[] array = {1, 2};
    Supplier<String> everything = () -> base + i + j + d + c + b + z + f + array[1]++ + out.length();
    out.add(everything.get());
    Five<String> five = (v, w, x, y, object) -> base + v + w + x + y + object + array[1];
    out.add(five.apply(b, j, f, d, c));
    Supplier<Supplier<LongSupplier>> nested = () -> () -> () -> j + i + array.length + base.length();
    out.add("" + nested.get().get().getAsLong());
    Runnable both = (Runnable & Serializable) () -> out.add("ran " + base);
    both.run();
    Callable<String> failing =
        () -> {
          throw new java.io.IOException("from " + i);
        };
    try {
      out.add(failing.call());
    } catch (Exception e) {
      out.add(e.toString());
    }
    class Local {
      int twice(int value) {
        return value * 2 + i + base.length();
      }
    }
    out.add("" + IntStream.of(1, 2).map(new Local()::twice).sum());
  }

  private static void references(StringJoiner out) {
    Function<String, Lambdas> constructor = Lambdas::new;
    out.add(constructor.apply("made").base);
    IntFunction<int[][]> arrays = int[][]::new;
    out.add(arrays.apply(3).length + " " + arrays.apply(2).getClass().getSimpleName());
    UnaryOperator<String> bound = "left"::concat;
    out.add(bound.apply("right"));
    BiFunction<String, Integer, Character> unbound = String::charAt;
    out.add("" + unbound.apply("abc", 1));
    Function<int[], Object> copy = int[]::clone;
    out.add("" + ((int[]) copy.apply(new int[] {4})).length);
    BinaryOperator<Integer> boxed = Math::max;
    out.add("" + boxed.apply(3, 5));
    String absent = out.length() < 0 ? "" : null;
    try {
      Supplier<Integer> early = absent::length;
      out.add("" + early.get());
    } catch (NullPointerException e) {
      out.add("null receiver");
    }
    out.add(new Low().call() + new Low().reach().get());
  }

  private abstract static class High {
    protected String name() {
      return "high";
    }
  }

  private static final class Low extends High {
    @Override
    protected String name() {
      return "low";
    }

    String call() {
      Supplier<String> above = super::name;
      return above.get() + name();
    }

    Supplier<String> reach() {
      return () -> super.name() + this.name();
    }
  }

  private static void streams(StringJoiner out) {
    Map<Integer, List<String>> byLength =
        Stream.of("a", "bb", "cc", "d").collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
    out.add(byLength.toString());
    out.add(Stream.of(3, 1, 2).sorted(Comparator.<Integer>naturalOrder().reversed()).map(String::valueOf).collect(Collectors.joining("+")));
    out.add(Optional.of("v").filter(Predicate.not(String::isEmpty)).map(v -> v + v).orElseGet(() -> "none"));
    out.add("" + IntStream.rangeClosed(1, 5).mapToObj(i -> (Supplier<Integer>) () -> i * i).mapToInt(Supplier::get).sum());
  }

  private static void merged(StringJoiner out) {
    List<Supplier<String>> all = new ArrayList<>();
    String one = "one" + out.length();
    int two = out.length();
    all.add(() -> one + 1);
    all.add(() -> one + 2);
    all.add(() -> one.length() + "");
    all.add(() -> two + "");
    all.add(() -> two * 2 + "");
    all.add(() -> one + two);
    all.add(() -> two + one);
    all.add(() -> "none");
    all.add(() -> "other");
    all.forEach(supplier -> out.add(supplier.get()));
  }
}
