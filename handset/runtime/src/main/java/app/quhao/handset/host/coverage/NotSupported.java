package app.quhao.handset.host.coverage;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

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

  /**
   * Throws UnsupportedOperationException with the name of the method if the app itself has called a
   * class of the table.
   */
  public void check() {
    AppCalls.entry()
        .filter(call -> table.has(call.className()))
        .filter(call -> !answers(call))
        .ifPresent(call -> refuse(nameOf(call), call.caller()));
  }

  /**
   * Throws UnsupportedOperationException if the app itself has asked a context for a service by its
   * name or class and would get null for it.
   */
  public void checkMissing(String service) {
    AppCalls.entry()
        .filter(call -> call.method().equals(GET_SERVICE))
        .ifPresent(
            call -> refuse("Context." + GET_SERVICE + "(" + service + ")", call.caller()));
  }

  /** What a constructor calls by itself is not the app's call. */
  private boolean answers(AppCalls.Entry call) {
    return call.method().equals(CONSTRUCTOR)
        ? !table.refusesNew(call.className())
        : table.answers(call.className(), call.method());
  }

  private String nameOf(AppCalls.Entry call) {
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
}
