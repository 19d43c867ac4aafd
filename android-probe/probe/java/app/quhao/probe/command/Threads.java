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
    return "lists the threads that live in the app's process";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    JSONArray threads = new JSONArray();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      threads.put(Json.object("id", thread.getId(), "name", thread.getName()));
    }
    return Json.object("threads", threads);
  }
}
