package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import app.quhao.handset.host.control.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Serves the launcher's requests until it disconnects. */
final class Requests {
  private static final String INPUT = "input";

  /**
   * Methods of one lane run in order. All other methods run concurrently, so that a busy main
   * thread does not delay them.
   */
  private static final Map<String, String> LANES =
      Map.ofEntries(
          Map.entry("radio", "radio"),
          Map.entry("settings", "radio"),
          Map.entry("launch", "app"),
          Map.entry("startActivity", "app"),
          Map.entry("instrument", "app"),
          Map.entry("restoreTask", "app"),
          Map.entry("restartServices", "app"),
          Map.entry("startOwnService", "app"),
          Map.entry("stopOwnService", "app"),
          Map.entry("receive", "app"),
          Map.entry("broadcast", "app"),
          Map.entry("tap", INPUT),
          Map.entry("swipe", INPUT),
          Map.entry("key", INPUT),
          Map.entry("text", INPUT));

  private final ControlChannel control;
  private final Device device;
  private final PendingInputs inputs;
  private final Map<String, Executor> lanes =
      Map.of("radio", lane("radio"), "app", lane("app"), INPUT, lane(INPUT));
  private final Executor others = Executors.newCachedThreadPool(Requests::daemon);

  Requests(ControlChannel control, Device device, PendingInputs inputs) {
    this.control = control;
    this.device = device;
    this.inputs = inputs;
  }

  void serve() throws IOException {
    for (Map<String, Object> request = control.receive();
        request != null;
        request = control.receive()) {
      start(request);
    }
  }

  private void start(Map<String, Object> request) {
    String lane = LANES.get(String.valueOf(request.get("method")));
    Executor executor = lane == null ? others : lanes.get(lane);
    boolean isInput = INPUT.equals(lane);
    if (isInput) {
      inputs.add(request.get("id"));
    }
    executor.execute(
        () -> {
          Answer answer = carryOut(request);
          if (!isInput || inputs.take(request.get("id"))) {
            send(answer);
          }
          if ("stop".equals(request.get("method"))) {
            Runtime.getRuntime().halt(0);
          }
        });
  }

  private record Answer(Object id, Map<String, Object> result, Throwable error) {}

  private Answer carryOut(Map<String, Object> request) {
    Object id = request.get("id");
    try {
      String method = String.valueOf(request.get("method"));
      return new Answer(id, device.call(method, parameters(request)), null);
    } catch (Exception | LinkageError e) {
      e.printStackTrace();
      return new Answer(id, null, e);
    }
  }

  private void send(Answer answer) {
    try {
      if (answer.error() == null) {
        control.sendResult(answer.id(), answer.result());
      } else {
        control.sendError(answer.id(), answer.error());
      }
    } catch (IOException e) {
      System.err.println("The launcher did not receive an answer: " + e);
    }
  }

  private static Map<String, Object> parameters(Map<String, Object> request) {
    Object params = request.get("params");
    return params == null ? Map.of() : Json.object(params);
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
