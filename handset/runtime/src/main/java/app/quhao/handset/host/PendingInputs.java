package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Input requests without an answer yet. An input that crashes the app has been delivered, so it is
 * answered before the process ends; `input tap` succeeds on a phone too.
 */
public final class PendingInputs {
  private final ControlChannel control;
  private final Set<Object> ids = ConcurrentHashMap.newKeySet();

  public PendingInputs(ControlChannel control) {
    this.control = control;
  }

  void add(Object id) {
    ids.add(id);
  }

  /** Returns true to exactly one caller, which must send the answer. */
  boolean take(Object id) {
    return ids.remove(id);
  }

  public void answerAll() {
    for (Object id : ids) {
      if (take(id)) {
        answer(id);
      }
    }
  }

  private void answer(Object id) {
    try {
      control.sendResult(id, Map.of());
    } catch (IOException e) {
      System.err.println("The launcher did not receive the answer to an input: " + e);
    }
  }
}
