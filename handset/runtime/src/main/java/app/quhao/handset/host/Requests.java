package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the launcher's requests until it goes. */
final class Requests {
  /**
   * Methods that have to keep their order among themselves; all others run side by side, so that a
   * busy main thread holds up none of them.
   */
  private static final Map<String, String> LANES =
      Map.of(
          "radio", "radio",
          "launch", "app",
          "startActivity", "app",
          "instrument", "app",
          "broadcast", "app",
          "stop", "app",
          "tap", "input",
          "swipe", "input",
          "key", "input",
          "text", "input");

  private final ControlChannel control;
  private final Device device;
  private final Map<String, Executor> lanes =
      Map.of("radio", lane("radio"), "app", lane("app"), "input", lane("input"));
  private final Executor others = Executors.newCachedThreadPool(Requests::daemon);
  private final AtomicInteger stopped = new AtomicInteger();

  Requests(ControlChannel control, Device device) {
    this.control = control;
    this.device = device;
  }

  void serve() throws IOException {
    for (Map<String, Object> request = control.receive();
        request != null;
        request = control.receive()) {
      Map<String, Object> next = request;
      String lane = LANES.get(String.valueOf(request.get("method")));
      Executor executor = lane == null ? others : lanes.get(lane);
      executor.execute(() -> answer(next));
    }
  }

  private void answer(Map<String, Object> request) {
    Object id = request.get("id");
    String method = String.valueOf(request.get("method"));
    try {
      Map<String, Object> params = parameters(request);
      try {
        control.sendResult(id, device.call(method, params));
      } catch (Exception | LinkageError e) {
        e.printStackTrace();
        control.sendError(id, e);
        return;
      }
      if (method.equals("stop") && stopped.getAndIncrement() == 0) {
        Runtime.getRuntime().halt(0);
      }
    } catch (IOException e) {
      System.err.println("The launcher did not take the answer to " + method + ": " + e);
    }
  }

  private static Map<String, Object> parameters(Map<String, Object> request) {
    Object params = request.get("params");
    return params == null ? Map.of() : app.quhao.handset.host.control.Json.object(params);
  }

  private static Executor lane(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = daemon(work);
          thread.setName(name);
          return thread;
        });
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "request");
    thread.setDaemon(true);
    return thread;
  }
}
