package app.quhao.sample;

/** An interface with code in it: D8 and the converter both have to get its calls right. */
public interface Shape {
  double area();

  default String describe() {
    return kind() + " of " + Math.round(area());
  }

  default String kind() {
    return "shape";
  }

  static Shape square(double side) {
    return () -> side * side;
  }
}
