package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** The events of handset/PROTOCOL.md section 1, from any thread. */
public final class Events {
  private final ControlChannel control;
  // Not System.err, which becomes part of the log, which is made of events.
  private final PrintStream complaints = System.err;

  public Events(ControlChannel control) {
    this.control = control;
  }

  /** Once the launcher has gone nobody is left to tell, and the reading side ends the process. */
  public void send(String event, Map<String, ?> data) {
    try {
      control.sendEvent(event, data);
    } catch (IOException e) {
      complaints.println("The launcher did not take the event " + event + ": " + e);
    }
  }
}
