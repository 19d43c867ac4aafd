package app.quhao.modern;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lambdas, concatenation, records, sealed types and what else javac writes since Java 8. */
final class Language {
  private Language() {}

  record Point(int x, long y, String name, double... more) {
    Point {
      if (x < 0) {
        throw new IllegalArgumentException("x");
      }
    }

    Point shifted(int by) {
      return new Point(x + by, y, name, more);
    }
  }

  record Pair<A extends Comparable<A>, B>(A first, B second) {}

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  interface Greeting {
    String name();

    default String text() {
      return "hello " + name();
    }

    static Greeting of(String name) {
      return () -> name;
    }
  }

  enum Level {
    LOW {
      @Override
      int weight() {
        return 1;
      }
    },
    HIGH {
      @Override
      int weight() {
        return 10;
      }
    };

    abstract int weight();
  }

  static void run(Transcript to) {
    int captured = 3;
    String text = "t";
    to.add("lambda", () -> List.of(3, 1, 2).stream().map(each -> each * captured).toList());
    to.add("references", () -> {
      Function<String, Integer> length = String::length;
      BiFunction<String, String, Boolean> equal = String::equals;
      Supplier<StringBuilder> make = StringBuilder::new;
      IntFunction<int[]> array = int[]::new;
      return length.apply("four") + " " + equal.apply(text, "t") + make.get() + array.apply(2).length;
    });
    to.add("grouped", () -> IntStream.rangeClosed(1, 6).boxed().collect(Collectors.groupingBy(each -> each % 3)));
    to.add("sorted", () -> List.of("bb", "a", "ccc").stream().sorted(Comparator.comparing(String::length).reversed()).toList());
    to.add("concat", () -> "a" + captured + 'c' + 2L + null + 3.5f + -0.0 + true + text + (byte) -1);
    to.add("record", () -> new Point(1, 2, "p", 0.5).x() + " " + new Pair<>("a", List.of(1)));
    to.add("equal records", () -> new Pair<>("a", 1).equals(new Pair<>("a", 1)) + " " + new Pair<>("a", 1).equals(new Pair<>("b", 1)));
    to.add("hash", () -> new Pair<>("a", 1).hashCode() + " " + new Square(2).hashCode());
    to.add("refused record", () -> new Point(-1, 0, ""));
    to.add("shifted", () -> new Point(1, 2, "p").shifted(4).x());
    to.add("components", () -> Arrays.toString(Point.class.getRecordComponents()));
    to.add("generic component", () -> Pair.class.getRecordComponents()[0].getGenericType());
    to.add("accessor", () -> Pair.class.getRecordComponents()[1].getAccessor().invoke(new Pair<>("a", 7)));
    to.add("is record", () -> Point.class.isRecord() + " " + Language.class.isRecord());
    to.add("sealed", () -> Shape.class.isSealed() + " " + Arrays.toString(Shape.class.getPermittedSubclasses()));
    to.add("pattern", () -> area(new Circle(1)) + " " + area(new Square(3)));
    to.add("switch", () -> Map.of("one", number("one"), "two", number("two"), "x", number("x")).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
    to.add("enum", () -> Arrays.stream(Level.values()).mapToInt(Level::weight).sum());
    to.add("default method", () -> Greeting.of("you").text());
    to.add("text block", () -> """
        two
          lines\
        """.lines().toList());
  }

  private static double area(Shape shape) {
    if (shape instanceof Circle circle && circle.radius() > 0) {
      return circle.radius() * 4;
    }
    return shape instanceof Square square ? square.side() * square.side() : -1;
  }

  private static int number(String word) {
    return switch (word) {
      case "one" -> 1;
      case "two" -> {
        int one = 1;
        yield one + one;
      }
      default -> 0;
    };
  }
}
