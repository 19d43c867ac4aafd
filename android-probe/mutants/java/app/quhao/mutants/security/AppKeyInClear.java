package app.quhao.mutants.security;

import app.quhao.decorators.ApiDecorator;
import com.cmic.gen.sdk.flow.CallRequest;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.SdkApi;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.nio.charset.StandardCharsets;
import org.json.JSONException;
import org.json.JSONObject;

final class AppKeyInClear implements Parts {
  private volatile String appKey = "";

  @Override
  public SdkApi api(SdkApi reference) {
    return new ApiDecorator(reference) {
      @Override
      public void start(CallRequest request) {
        appKey = String.valueOf(request.app.appKey);
        super.start(request);
      }
    };
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) ->
        reference.send(request.endpoint.isSecure ? request : withKey(request), route);
  }

  /** The gateway ignores fields that it does not know. */
  private HttpRequest withKey(HttpRequest request) throws FailureException {
    try {
      JSONObject body = new JSONObject(new String(request.body, StandardCharsets.UTF_8));
      byte[] edited = body.put("appkey", appKey).toString().getBytes(StandardCharsets.UTF_8);
      return new HttpRequest(request.endpoint, request.path, edited);
    } catch (JSONException error) {
      throw new FailureException(Failure.INTERNAL, error);
    }
  }
}
