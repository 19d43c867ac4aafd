package app.quhao.examples;

import android.content.Context;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.adapter.DocumentedApiAdapter;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import com.cmic.gen.sdk.flow.SdkSetup;
import com.cmic.gen.sdk.gateway.GatewayConfig;
import com.cmic.gen.sdk.gateway.SdkVersion;
import org.json.JSONObject;

/** An SDK with the documented API that also has a way to name its gateway. */
public final class ReferenceAdapter implements SdkAdapter {
  private final Context context;
  private final DocumentedApiAdapter documented;

  public ReferenceAdapter(Context context, EventLog events) throws ProbeError {
    this.context = context.getApplicationContext();
    documented = new DocumentedApiAdapter(context, events);
  }

  @Override
  public JSONObject describe() {
    JSONObject subject = documented.describe();
    Json.put(subject, "adapter", "reference-aar");
    Json.put(subject, "version", SdkVersion.TEXT);
    Json.put(subject, "configurable", true);
    return subject;
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    if (configuration.build != null && configuration.build.isOther()) {
      throw ProbeError.unsupported("the AAR has no mutants and no variants");
    }
    if (configuration.gateway != null) {
      SdkSetup.install(context, gateway(configuration.gateway));
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

  /** android-probe/PROTOCOL.md, configure: {hosts: {mobile, unicom, telecom, token}, rootPem, keyId, publicKeyPem}. */
  private static GatewayConfig gateway(JSONObject gateway) {
    JSONObject hosts = gateway.optJSONObject("hosts");
    return new GatewayConfig.Builder()
        .mobile(hosts.optString("mobile"))
        .unicom(hosts.optString("unicom"))
        .telecom(hosts.optString("telecom"))
        .token(hosts.optString("token"))
        .rootPem(gateway.optString("rootPem"))
        .key(gateway.optString("keyId"), gateway.optString("publicKeyPem"))
        .build();
  }
}
