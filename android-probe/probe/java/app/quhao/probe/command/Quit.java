package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Quit implements Command {
  private final ProbeContext context;

  Quit(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "quit";
  }

  @Override
  public String text() {
    return "answers, then the instrumentation finishes";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    context.quit.run();
    return Json.object();
  }
}
