package app.quhao.probe.command;

import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

final class Threads implements Command {
  @Override
  public String name() {
    return "threads";
  }

  @Override
  public String text() {
    return "names the threads that live in the app's process";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    JSONArray names = new JSONArray();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      names.put(thread.getName());
    }
    return Json.object("names", names);
  }
}
