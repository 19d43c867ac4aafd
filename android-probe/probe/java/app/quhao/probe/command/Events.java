package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Events implements Command {
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  private final ProbeContext context;

  Events(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String text() {
    return "gives the events newer than `after`, waiting up to timeoutMs for the first";
  }

  @Override
  public String params() {
    return "after, timeoutMs, callId?";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only("after", "timeoutMs", "callId");
    long timeout = params.number("timeoutMs");
    if (timeout < 0 || timeout > LONGEST_WAIT_MILLIS) {
      throw ProbeError.badRequest("timeoutMs must be 0 to 60000, got " + timeout);
    }
    try {
      return context.events.after(params.number("after"), params.textOrNull("callId"), timeout);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw ProbeError.probeFault(error);
    }
  }
}
