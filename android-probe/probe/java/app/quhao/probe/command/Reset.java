package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.network.ProbeNetworks;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Reset implements Command {
  private final ProbeContext context;
  private final ProbeNetworks networks;
  private final Disturbance disturbance;

  Reset(ProbeContext context, ProbeNetworks networks, Disturbance disturbance) {
    this.context = context;
    this.networks = networks;
    this.disturbance = disturbance;
  }

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String text() {
    return "puts the SDK back to its defaults, releases the probe's network requests, drops events";
  }

  @Override
  public String params() {
    return "";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only();
    disturbance.undo();
    OnMainThread.run(
        context.mainThread,
        () -> {
          context.adapter.dispose();
          return null;
        });
    networks.releaseAll();
    context.handedOut.forget();
    context.events.drop();
    return Json.object();
  }
}
