package app.quhao.adapters;

import android.content.Context;
import app.quhao.mutants.Mutant;
import app.quhao.mutants.Mutants;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.BuildChoice;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.adapter.DocumentedApiAdapter;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.Params;
import app.quhao.probe.server.ProbeError;
import app.quhao.variants.Variant;
import app.quhao.variants.Variants;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkSetup;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.gateway.SdkVersion;
import org.json.JSONArray;
import org.json.JSONObject;

/** Our own SDK: the documented API, and beside it a gateway, a mutant or a variant to choose. */
public final class ReferenceSdkAdapter implements SdkAdapter {
  private final Context context;
  private final DocumentedApiAdapter documented;
  private String mutant;
  private String variant;

  public ReferenceSdkAdapter(Context context, EventLog events) throws ProbeError {
    this.context = context.getApplicationContext();
    documented = new DocumentedApiAdapter(this.context, events);
  }

  @Override
  public JSONObject describe() {
    return Json.object(
        "adapter",
        "quhao-reference",
        "name",
        "quhao reference SDK",
        "version",
        SdkVersion.TEXT,
        "methods",
        documented.describe().opt("methods"),
        "mutants",
        mutants(),
        "variants",
        variants(),
        "configurable",
        true,
        "mutant",
        mutant,
        "variant",
        variant);
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    if (configuration.gateway != null) {
      SdkSetup.install(context, gateway(new Params(configuration.gateway)));
    }
    if (configuration.build != null) {
      choose(configuration.build);
    }
  }

  @Override
  public Object invoke(ApiCall call) throws ProbeError {
    return documented.invoke(call);
  }

  @Override
  public void dispose() {
    documented.dispose();
  }

  private void choose(BuildChoice build) throws ProbeError {
    SdkSetup.assemble(context, parts(build));
    AppFiles.belongTo("mutant " + build.mutant + ", variant " + build.variant, context);
    mutant = build.mutant;
    variant = build.variant;
  }

  private static Parts parts(BuildChoice build) throws ProbeError {
    if (build.mutant != null) {
      return required("mutant", build.mutant, Mutants.make(build.mutant));
    }
    if (build.variant != null) {
      return required("variant", build.variant, Variants.make(build.variant));
    }
    return Parts.REFERENCE;
  }

  private static Parts required(String kind, String id, Parts parts) throws ProbeError {
    if (parts == null) {
      throw ProbeError.badRequest("no " + kind + " " + id + "; describe lists them");
    }
    return parts;
  }

  private static JSONArray mutants() {
    JSONArray rows = new JSONArray();
    for (Mutant row : Mutants.ROWS) {
      rows.put(
          Json.object(
              "id",
              row.id,
              "text",
              row.text,
              "clauses",
              new JSONArray(row.clauses),
              "calls",
              new JSONArray(row.calls)));
    }
    return rows;
  }

  private static JSONArray variants() {
    JSONArray rows = new JSONArray();
    for (Variant row : Variants.ROWS) {
      rows.put(
          Json.object(
              "id",
              row.id,
              "text",
              row.text,
              "clauses",
              new JSONArray(row.clauses),
              "fails",
              new JSONArray(row.fails)));
    }
    return rows;
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
    } catch (IllegalArgumentException error) {
      throw ProbeError.badRequest("gateway: " + error.getMessage());
    }
  }
}
