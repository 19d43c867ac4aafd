package app.quhao.handset.host.coverage;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the running call comes from an app, and not from the handset itself. */
public final class AppCalls {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private AppCalls() {}

  /** The framework's method that the app called, and the app's method that called it. */
  record Entry(String className, String method, StackFrame caller) {}

  /** Where the app has entered the framework; empty if the running call is not the app's own. */
  static Optional<Entry> entry() {
    return STACK.walk(AppCalls::entry);
  }

  /** Empty if no frame of the app called the framework, or if it did so through the JDK. */
  private static Optional<Entry> entry(Stream<StackFrame> frames) {
    StackFrame entry = null;
    for (Iterator<StackFrame> rest = frames.iterator(); rest.hasNext(); ) {
      StackFrame frame = rest.next();
      switch (Origin.of(frame.getDeclaringClass())) {
        case FRAMEWORK -> entry = frame;
        case APP -> {
          return entry == null
              ? Optional.empty()
              : Optional.of(new Entry(entry.getClassName(), entry.getMethodName(), frame));
        }
        default -> {
          // Frames of the JDK and of the runtime stand between the framework's.
        }
      }
    }
    return Optional.empty();
  }

  public static boolean isRunning() {
    return STACK.walk(
        frames ->
            frames.anyMatch(frame -> Origin.of(frame.getDeclaringClass()) == Origin.APP));
  }
}
