package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

final class Kept implements Command {
  private final ProbeContext context;

  Kept(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "kept";
  }

  @Override
  public String text() {
    return "names the activities that have ended and are still in memory after garbage collections";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    try {
      return Json.object("activities", new JSONArray(context.endedActivities.kept()));
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the probe ends", error);
    }
  }
}
