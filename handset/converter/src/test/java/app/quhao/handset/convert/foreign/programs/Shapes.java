package app.quhao.handset.convert.foreign.programs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntBinaryOperator;

/** Sealed types, records and enums: what R8 desugars, merges and unboxes. */
public final class Shapes {
  private Shapes() {}

  sealed interface Shape permits Circle, Square, Group {}

  record Circle(double radius) implements Shape {
    Circle {
      if (radius < 0) {
        throw new IllegalArgumentException("negative: " + radius);
      }
    }
  }

  record Square(int side, String label) implements Shape {
    static final Square UNIT = new Square(1, "unit");

    Square(int side) {
      this(side, "s" + side);
    }
  }

  record Group(List<Shape> shapes, long[] ids) implements Shape {}

  record Pair<A extends Comparable<A>, B>(A first, B second) implements Comparable<Pair<A, B>> {
    @Override
    public int compareTo(Pair<A, B> other) {
      return first.compareTo(other.first);
    }
  }

  /** Only compared and switched over: R8 makes an int of it. */
  enum Level {
    LOW,
    MID,
    HIGH
  }

  enum Operation {
    ADD("+", (a, b) -> a + b),
    TIMES("*", (a, b) -> a * b) {
      @Override
      String show() {
        return "times";
      }
    },
    NEGATE("-", (a, b) -> -a);

    private final String sign;
    private final IntBinaryOperator operator;

    Operation(String sign, IntBinaryOperator operator) {
      this.sign = sign;
      this.operator = operator;
    }

    String show() {
      return sign + ordinal();
    }
  }

  public static String run() {
    StringJoiner out = new StringJoiner("\n");
    Shape group = new Group(List.of(new Circle(1.5), new Square(3), Square.UNIT), new long[] {1});
    out.add(area(group) + " " + area(Square.UNIT));
    out.add(new Square(3).label() + new Square(3).equals(new Square(3, "s3")) + " " + new Square(3).hashCode());
    Kept kept = Kept.of(-0.0f);
    out.add(kept + " " + kept.hashCode() + kept.equals(Kept.of(-0.0f)) + kept.equals(Kept.of(0.0f)) + kept.equals(null));
    List<Pair<String, Integer>> pairs = new ArrayList<>(List.of(new Pair<>("b", 1), new Pair<>("a", 2)));
    pairs.sort(Comparator.naturalOrder());
    out.add(pairs.get(0).first() + pairs.get(0).second() + pairs.hashCode());
    try {
      out.add(new Circle(-1).toString());
    } catch (IllegalArgumentException e) {
      out.add(e.getMessage());
    }
    levels(out);
    for (Operation operation : Operation.values()) {
      out.add(operation + operation.show() + operation.operator.applyAsInt(6, 7) + operation.getDeclaringClass().equals(Operation.class));
    }
    EnumMap<Operation, Integer> map = new EnumMap<>(Operation.class);
    map.put(Operation.TIMES, 1);
    map.merge(Operation.ADD, 5, Integer::sum);
    out.add(map + " " + EnumSet.complementOf(EnumSet.of(Operation.ADD)) + " " + Operation.valueOf("ADD").sign);
    try {
      out.add(Operation.valueOf("NONE").sign);
    } catch (IllegalArgumentException e) {
      out.add("no such operation");
    }
    return out.toString();
  }

  private static void levels(StringJoiner out) {
    Level[] levels = new Level[4];
    for (int i = 0; i < 3; i++) {
      levels[i] = i == 0 ? Level.HIGH : next(levels[i - 1]);
    }
    int sum = 0;
    for (Level level : levels) {
      sum = sum * 10 + weight(level);
    }
    out.add(sum + " " + (levels[0] == Level.HIGH) + (levels[3] == null) + levels[1].compareTo(Level.MID) + Arrays.hashCode(new int[] {levels[2].ordinal()}));
    out.add(levels[1].name() + " " + levels[2]);
    try {
      out.add("" + next(levels[3]).ordinal());
    } catch (NullPointerException e) {
      out.add("null level");
    }
  }

  private static Level next(Level level) {
    return switch (level) {
      case LOW -> Level.MID;
      case MID -> Level.HIGH;
      case HIGH -> Level.LOW;
    };
  }

  private static int weight(Level level) {
    if (level == null) {
      return 9;
    }
    switch (level) {
      case LOW:
        return 1;
      case HIGH:
        return 3;
      default:
        return 2;
    }
  }

  private static double area(Shape shape) {
    if (shape instanceof Circle circle && circle.radius() > 1) {
      return circle.radius() * circle.radius() * 3;
    }
    if (!(shape instanceof Group group)) {
      return shape instanceof Square square ? square.side() * square.side() : -1;
    }
    double sum = group.ids().length;
    for (Shape one : group.shapes()) {
      sum += area(one);
    }
    return sum;
  }
}
