package app.quhao.probe.command;

import app.quhao.probe.network.ProbeNetworks;
import app.quhao.probe.network.RawRequest;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Network implements Command {
  private final ProbeNetworks networks;

  Network(ProbeNetworks networks) {
    this.networks = networks;
  }

  @Override
  public String name() {
    return "network";
  }

  @Override
  public String text() {
    return "reports the networks, sends the probe's own raw request over one of them, counts its"
        + " network requests";
  }

  @Override
  public String params() {
    return "action: state | request | count; "
        + "with request: bearer, url, method?, body?, contentType?, timeoutMs";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    String action = params.text("action");
    switch (action) {
      case "state":
        params.only("action");
        return networks.state();
      case "count":
        params.only("action");
        return Json.object("outstanding", networks.outstanding());
      case "request":
        return RawRequest.read(params).send(networks);
      default:
        throw ProbeError.badRequest("action must be state, request or count, got " + action);
    }
  }
}
