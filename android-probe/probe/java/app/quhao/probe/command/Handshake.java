package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Handshake implements Command {
  static final String PROTOCOL = "1.0";

  private final ProbeContext context;

  Handshake(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "handshake";
  }

  @Override
  public String text() {
    return "agrees on the protocol's version; the major ones must be equal";
  }

  @Override
  public String params() {
    return "protocol";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    String theirs = params.only("protocol").text("protocol");
    if (!major(theirs).equals(major(PROTOCOL))) {
      throw ProbeError.badRequest(
          "protocol " + theirs + " is not spoken here, " + PROTOCOL + " is");
    }
    return Json.object("protocol", PROTOCOL, "package", context.android.getPackageName());
  }

  private static String major(String version) {
    return version.split("\\.", 2)[0];
  }
}
