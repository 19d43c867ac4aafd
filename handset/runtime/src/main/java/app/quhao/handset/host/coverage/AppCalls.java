package app.quhao.handset.host.coverage;

/** Whether the running call comes from an app, and not from the handset itself. */
public final class AppCalls {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private AppCalls() {}

  public static boolean isRunning() {
    return STACK.walk(
        frames ->
            frames.anyMatch(frame -> Origin.of(frame.getDeclaringClass()) == Origin.APP));
  }
}
