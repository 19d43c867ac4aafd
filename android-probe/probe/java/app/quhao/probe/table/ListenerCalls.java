package app.quhao.probe.table;

/**
 * What a listener that is a class does with its calls. The builder writes a subclass of such a
 * listener whose methods call `take` (android-probe/builder/listener-class.ts).
 */
public abstract class ListenerCalls {
  abstract void taken(String method, Object[] arguments);

  /** `calls` is null while the constructor of the listener's class runs. */
  public static void take(ListenerCalls calls, String method, Object[] arguments) {
    if (calls != null) {
      calls.taken(method, arguments);
    }
  }
}
