package stranger4;

import android.content.Context;
import app.quhao.probe.adapter.ApiCall;
import app.quhao.probe.adapter.Configuration;
import app.quhao.probe.adapter.DocumentedApiAdapter;
import app.quhao.probe.adapter.SdkAdapter;
import app.quhao.probe.server.EventLog;
import app.quhao.probe.server.Json;
import app.quhao.probe.server.ProbeError;
import com.lotus.onekey.Setup;
import com.lotus.onekey.Variant;
import org.json.JSONObject;

public final class LotusAdapter implements SdkAdapter {
  private final Context context;
  private final DocumentedApiAdapter documented;

  public LotusAdapter(Context context, EventLog events) throws ProbeError {
    this.context = context.getApplicationContext();
    documented = new DocumentedApiAdapter(context, events);
  }

  @Override
  public JSONObject describe() {
    JSONObject subject = documented.describe();
    Json.put(subject, "adapter", "lotus");
    Json.put(subject, "version", "4." + Variant.name(context));
    Json.put(subject, "configurable", true);
    return subject;
  }

  @Override
  public void configure(Configuration configuration) throws ProbeError {
    if (configuration.build != null && configuration.build.isOther()) {
      throw ProbeError.unsupported("no mutants and no variants");
    }
    if (configuration.gateway != null) {
      JSONObject g = configuration.gateway;
      JSONObject h = g.optJSONObject("hosts");
      Setup.install(
          context,
          h.optString("mobile"),
          h.optString("unicom"),
          h.optString("telecom"),
          h.optString("token"),
          g.optString("rootPem"),
          g.optString("keyId"),
          g.optString("publicKeyPem"));
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
}
