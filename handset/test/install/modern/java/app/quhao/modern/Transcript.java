package app.quhao.modern;

import java.util.ArrayList;
import java.util.List;

/** The results of all parts, each with its name. An exception is a result too. */
public final class Transcript {
  private final List<String> lines = new ArrayList<>();

  interface Step {
    Object run() throws Throwable;
  }

  private Transcript() {}

  public static void main(String[] arguments) {
    lines().forEach(System.out::println);
  }

  static List<String> lines() {
    Transcript transcript = new Transcript();
    Handles.run(transcript);
    Variables.run(transcript);
    Language.run(transcript);
    CallSites.run(transcript);
    transcript.add("kotlin", Transcript::kotlin);
    return transcript.lines;
  }

  /** The part of Kotlin is there only where its libraries are. */
  private static Object kotlin() throws Throwable {
    try {
      return Class.forName("app.quhao.modern.KotlinReflection").getMethod("describe").invoke(null);
    } catch (ClassNotFoundException e) {
      return "absent";
    }
  }

  void add(String name, Step step) {
    String result;
    try {
      result = String.valueOf(step.run());
    } catch (Throwable e) {
      result = e.getClass().getName();
    }
    lines.add(name + " = " + result);
  }
}
