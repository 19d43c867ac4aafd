package app.quhao.probe.command;

import android.os.SystemClock;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Clock implements Command {
  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String text() {
    return "reads the device's monotonic and wall clocks";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    return Json.object(
        "elapsedRealtimeNanos", Long.toString(SystemClock.elapsedRealtimeNanos()),
        "currentTimeMillis", System.currentTimeMillis());
  }
}
