package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Taps and keys that have been asked for and not answered. An input that makes the app crash is
 * still an input that was delivered: it is answered before the process ends, as `input tap`
 * succeeds on a phone.
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

  /** True for whoever is to send the answer: one only. */
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
      System.err.println("The launcher did not take the answer to an input: " + e);
    }
  }
}
