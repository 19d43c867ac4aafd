package app.quhao.mutants.security;

import android.util.Log;
import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Call;
import com.cmic.gen.sdk.net.Bearer;
import com.cmic.gen.sdk.net.CallResources;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.NetworkBearer;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultJson;
import java.nio.charset.StandardCharsets;

/** A message beside the two that wire.md knows. */
final class Report {
  private static final String PATH = "/report";

  private Report() {}

  /** Over the default network, by HTTP, to China Mobile's host; whatever it answers. */
  static void send(Call call, Transport transport, Device device, String what) {
    byte[] body = ResultJson.of("report", what).toString().getBytes(StandardCharsets.UTF_8);
    Bearer bearer = new NetworkBearer(device.defaultNetwork());
    Tenure tenure = new Tenure(call.limit(), new CallResources());
    try {
      transport.send(
          new HttpRequest(call.gateway.mobile, PATH, body), new Route(bearer, null, tenure));
    } catch (FailureException error) {
      Log.i("GenAuthn", "no report: " + error.failure);
    }
  }
}
