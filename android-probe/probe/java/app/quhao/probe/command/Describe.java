package app.quhao.probe.command;

import android.os.Build;
import app.quhao.probe.Certificate;
import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Describe implements Command {
  private final ProbeContext context;

  Describe(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String text() {
    return "returns the package, its certificate's MD5, the API level and the SDK under test";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    return Json.object(
        "protocol", Handshake.PROTOCOL,
        "package", context.android.getPackageName(),
        "certificateMd5", Certificate.md5(context.android),
        "androidApi", Build.VERSION.SDK_INT,
        "subject", context.adapter.describe());
  }
}
