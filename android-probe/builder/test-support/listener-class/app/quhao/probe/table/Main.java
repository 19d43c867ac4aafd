package app.quhao.probe.table;

import com.example.listeners.Callback;
import java.util.Arrays;

/** Prints what the written listener hears: `java Main CLASS`. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Callback made = (Callback) Class.forName(args[0]).getConstructor().newInstance();
    ListenerCalls calls =
        new ListenerCalls() {
          @Override
          void taken(String method, Object[] arguments) {
            System.out.println(method + " " + Arrays.deepToString(arguments));
          }
        };
    made.getClass().getField("calls").set(made, calls);
    System.out.println(Callback.run(made));
  }
}
