package app.quhao.handset.host.coverage;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Throws where an app calls a system service that the handset does not have. The framework's own
 * calls pass and get Robolectric's empty answer.
 */
public final class NotSupported {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final String GET_SERVICE = "getSystemService";
  private static final String CONSTRUCTOR = "<init>";

  private final AnswerTable table;
  private final Consumer<String> log;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /** The log receives one line for each method, when it is called for the first time. */
  public NotSupported(AnswerTable table, Consumer<String> log) {
    this.table = table;
    this.log = log;
  }

  /** The framework's method that the app called, and the app's method that called it. */
  private record Call(String className, String method, StackFrame caller) {}

  /**
   * Throws UnsupportedOperationException with the name of the method if the app itself has called a
   * class of the table.
   */
  public void check() {
    STACK
        .walk(NotSupported::appCall)
        .filter(call -> table.has(call.className()))
        .filter(call -> !answers(call))
        .ifPresent(call -> refuse(nameOf(call), call.caller()));
  }

  /**
   * Throws UnsupportedOperationException if the app itself has asked a context for a service by its
   * name or class and would get null for it.
   */
  public void checkMissing(String service) {
    STACK
        .walk(NotSupported::appCall)
        .filter(call -> call.method().equals(GET_SERVICE))
        .ifPresent(
            call -> refuse("Context." + GET_SERVICE + "(" + service + ")", call.caller()));
  }

  /** What a constructor calls by itself is not the app's call. */
  private boolean answers(Call call) {
    return call.method().equals(CONSTRUCTOR)
        ? !table.refusesNew(call.className())
        : table.answers(call.className(), call.method());
  }

  private String nameOf(Call call) {
    String type = table.nameOf(call.className());
    return call.method().equals(CONSTRUCTOR) ? "new " + type : type + "." + call.method();
  }

  /** Throws UnsupportedOperationException with the name of what the app itself has asked for. */
  public void refuse(String name) {
    StackFrame caller =
        STACK.walk(
            frames ->
                frames
                    .filter(frame -> Origin.of(frame.getDeclaringClass()) == Origin.APP)
                    .findFirst()
                    .orElseThrow());
    refuse(name, caller);
  }

  private void refuse(String name, StackFrame caller) {
    if (logged.add(name)) {
      log.accept(
          "not supported: "
              + name
              + ", called by "
              + caller.getClassName()
              + "."
              + caller.getMethodName());
    }
    throw new UnsupportedOperationException("quhao: not supported: " + name);
  }

  /** Empty if no frame of the app called the framework, or if it did so through the JDK. */
  private static Optional<Call> appCall(Stream<StackFrame> frames) {
    StackFrame entry = null;
    for (Iterator<StackFrame> rest = frames.iterator(); rest.hasNext(); ) {
      StackFrame frame = rest.next();
      switch (Origin.of(frame.getDeclaringClass())) {
        case FRAMEWORK -> entry = frame;
        case APP -> {
          return entry == null
              ? Optional.empty()
              : Optional.of(new Call(entry.getClassName(), entry.getMethodName(), frame));
        }
        default -> {
          // Frames of the JDK and of the runtime stand between the framework's.
        }
      }
    }
    return Optional.empty();
  }
}
