package app.quhao.probe.command;

import app.quhao.probe.mutation.Mutations;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

final class Touched implements Command {
  @Override
  public String name() {
    return "touched";
  }

  @Override
  public String text() {
    return "lists the mutation points executed since it was asked last (an APK with mutations)";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    JSONArray numbers = new JSONArray();
    for (int number : Mutations.takeTouched()) {
      numbers.put(number);
    }
    return Json.object("numbers", numbers);
  }
}
