package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

final class Defaults implements Command {
  private final ProbeContext context;

  Defaults(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "defaults";
  }

  @Override
  public String text() {
    return "names what the process has set for all of its code"
        + " and had not before the SDK was there";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    return Json.object("changed", new JSONArray(context.defaults.changed()));
  }
}
