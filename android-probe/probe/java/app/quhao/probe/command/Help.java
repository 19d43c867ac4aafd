package app.quhao.probe.command;

import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import java.util.List;
import org.json.JSONArray;

final class Help implements Command {
  private final List<Command> commands;

  Help(List<Command> commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String text() {
    return "lists the methods with their params; ? marks those that may be absent";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    JSONArray methods = new JSONArray();
    for (Command command : commands) {
      methods.put(Json.object(
              "name", command.name(), "params", command.params(), "text", command.text()));
    }
    return Json.object("methods", methods);
  }
}
