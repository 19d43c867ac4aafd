package app.quhao.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Prints the same lines from javac's classes and from the converted ones. */
public final class Transcript {
  enum Colour {
    RED,
    GREEN
  }

  static final class Circle implements Shape {
    @Override
    public double area() {
      return 3;
    }

    @Override
    public String kind() {
      return "circle, else " + Shape.super.kind();
    }
  }

  static final class Resource implements AutoCloseable {
    private final List<String> log;

    Resource(List<String> log) {
      this.log = log;
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  abstract static class Base<T> {
    abstract T make(int seed);
  }

  private Transcript() {}

  public static void main(String[] args) throws Exception {
    for (String line : lines()) {
      System.out.println(line);
    }
  }

  static List<String> lines() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(Shape.square(4).describe());
    lines.add(new Circle().describe());
    Function<String, Integer> length = String::length;
    Supplier<List<String>> maker = ArrayList::new;
    lines.add(length.apply("four") + " " + maker.get().size());
    lines.add(inSwitch("b") + inSwitch("z") + onColour(Colour.GREEN));
    try (Resource resource = new Resource(lines)) {
      lines.add("open " + (resource != null));
    }
    Base<String> base =
        new Base<String>() {
          @Override
          String make(int seed) {
            return "made " + seed;
          }
        };
    lines.add(base.make(7));
    lines.add(joined(Arrays.asList(new Circle(), Shape.square(2))));
    Callable<String> trace = () -> where(new IllegalStateException("x"));
    lines.add(trace.call());
    lines.add(Long.toHexString(shifts(-5, 3)));
    return lines;
  }

  private static String inSwitch(String text) {
    switch (text) {
      case "a":
        return "first";
      case "b":
        return "second";
      default:
        return "other";
    }
  }

  private static int onColour(Colour colour) {
    switch (colour) {
      case RED:
        return 1;
      default:
        return 2;
    }
  }

  private static String joined(List<? extends Shape> shapes) {
    StringBuilder text = new StringBuilder();
    for (Shape shape : shapes) {
      Object value = shape instanceof Circle ? shape : shape.describe();
      text.append(value instanceof String ? value : "circle").append(';');
    }
    return text.toString();
  }

  private static String where(Exception error) {
    StackTraceElement top = error.getStackTrace()[0];
    return top.getFileName() + ':' + top.getLineNumber();
  }

  private static long shifts(long value, int by) {
    return (value >>> by) ^ (value << by) ^ (value >> by);
  }
}
