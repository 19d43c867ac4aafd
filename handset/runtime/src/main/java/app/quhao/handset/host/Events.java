package app.quhao.handset.host;

import app.quhao.handset.host.control.ControlChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** Sends the events of handset/PROTOCOL.md section 1 from any thread. */
public final class Events {
  private final ControlChannel control;
  // The original System.err: the app's System.err is redirected to the log, whose lines are events.
  private final PrintStream complaints = System.err;

  public Events(ControlChannel control) {
    this.control = control;
  }

  /**
   * An event that cannot be sent is dropped. The reading side ends the process when the launcher
   * has gone.
   */
  public void send(String event, Map<String, ?> data) {
    try {
      control.sendEvent(event, data);
    } catch (IOException e) {
      complaints.println("The launcher did not receive the event " + event + ": " + e);
    }
  }
}
