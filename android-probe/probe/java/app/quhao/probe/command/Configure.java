package app.quhao.probe.command;

import app.quhao.probe.ProbeContext;
import app.quhao.probe.adapter.BuildChoice;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.mutation.Mutations;
import app.quhao.probe.server.Command;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;

final class Configure implements Command {
  private final ProbeContext context;

  Configure(ProbeContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return "configure";
  }

  @Override
  public String text() {
    return "points the SDK at a gateway and chooses a mutant or a variant (null: neither) or mutations (none: [])";
  }

  @Override
  public String params() {
    return "gateway?, mutant?, variant?, mutations?";
  }

  @Override
  public Object run(Params params) throws ProbeError {
    params.only("gateway", "mutant", "variant", "mutations");
    if (params.has("mutations")) {
      Mutations.activate(params.numbers("mutations"));
    }
    // A main thread that a mutation stopped must not keep the next one from being chosen.
    if (params.has("gateway") || params.has("mutant") || params.has("variant")) {
      configureAdapter(params);
    }
    return context.adapter.describe();
  }

  private void configureAdapter(Params params) throws ProbeError {
    Configuration configuration =
        new Configuration(params.objectOrNull("gateway"), BuildChoice.read(params));
    OnMainThread.run(
        context.mainThread,
        () -> {
          context.adapter.configure(configuration);
          return null;
        });
  }
}
