package app.quhao.probe.adapter;

import android.content.Context;
import app.quhao.mutants.Mutant;
import app.quhao.mutants.Mutants;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.gateway.SdkSetup;
import com.cmic.gen.sdk.policy.Policies;
import org.json.JSONArray;
import org.json.JSONObject;

/** Our own SDK: the documented API, and beside it a gateway and a mutant to choose. */
public final class ReferenceSdkAdapter extends DocumentedApiAdapter {
  private final Context context;
  private String mutant;

  public ReferenceSdkAdapter(Context context, EventLog events) {
    super(context, events);
    this.context = context.getApplicationContext();
  }

  @Override
  public JSONObject describe() {
    JSONObject subject = super.describe();
    JSONArray mutants = new JSONArray();
    for (Mutant row : Mutants.ROWS) mutants.put(Json.object("id", row.id, "text", row.text));
    return Json.object(
        "adapter",
        "quhao-reference",
        "name",
        "quhao reference SDK",
        "version",
        SdkSetup.VERSION,
        "methods",
        subject.opt("methods"),
        "mutants",
        mutants,
        "configurable",
        true,
        "mutant",
        mutant);
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    if (configuration.gateway != null) {
      SdkSetup.install(context, gateway(new Params(configuration.gateway)));
    }
    if (configuration.namesMutant) choose(configuration.mutant);
  }

  private void choose(String id) throws ProbeError {
    Policies policies = id == null ? Policies.REFERENCE : Mutants.make(id);
    if (policies == null) throw ProbeError.badRequest("no mutant " + id + "; describe lists them");
    SdkSetup.behave(context, policies);
    mutant = id;
  }

  private static GatewayConfig gateway(Params gateway) throws ProbeError {
    gateway.only("hosts", "rootPem", "keyId", "publicKeyPem");
    Params hosts = new Params(gateway.object("hosts")).only("mobile", "unicom", "telecom", "token");
    try {
      return new GatewayConfig.Builder()
          .mobile(hosts.text("mobile"))
          .unicom(hosts.text("unicom"))
          .telecom(hosts.text("telecom"))
          .token(hosts.text("token"))
          .rootPem(gateway.text("rootPem"))
          .key(gateway.text("keyId"), gateway.text("publicKeyPem"))
          .build();
    } catch (IllegalArgumentException e) {
      throw ProbeError.badRequest("gateway: " + e.getMessage());
    }
  }
}
