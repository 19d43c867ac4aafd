package app.quhao.probe.command;

import android.content.Context;
import android.content.pm.PackageManager;
import app.quhao.probe.ProbeContext;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import org.json.JSONArray;

final class Permissions implements Command {
  private final ProbeContext context;

  Permissions(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "permissions";
  }

  @Override
  public String text() {
    return "which permissions the app's manifest asks for, and which of them it holds now";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    JSONArray requested = new JSONArray();
    JSONArray held = new JSONArray();
    for (String name : requestedBy(context.android)) {
      requested.put(name);
      if (context.android.checkSelfPermission(name) == PackageManager.PERMISSION_GRANTED) {
        held.put(name);
      }
    }
    return Json.object("requested", requested, "held", held);
  }

  private static String[] requestedBy(Context app) {
    try {
      String[] names =
          app.getPackageManager()
              .getPackageInfo(app.getPackageName(), PackageManager.GET_PERMISSIONS)
              .requestedPermissions;
      return names == null ? new String[0] : names;
    } catch (PackageManager.NameNotFoundException error) {
      throw new IllegalStateException("an app's own package is always installed", error);
    }
  }
}
