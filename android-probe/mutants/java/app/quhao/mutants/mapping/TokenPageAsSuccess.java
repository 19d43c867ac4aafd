package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.json.JSONException;
import org.json.JSONObject;

final class TokenPageAsSuccess implements Parts {
  private final Predicate<byte[]> isTaken;

  TokenPageAsSuccess(Predicate<byte[]> isTaken) {
    this.isTaken = isTaken;
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      HttpAnswer answer = reference.send(request, route);
      boolean isTokenAnswer = request.endpoint.isSecure && answer.status == 200;
      return isTokenAnswer && isTaken.test(answer.body) ? success(request) : answer;
    };
  }

  static boolean isPage(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).trim().startsWith("<");
  }

  private static HttpAnswer success(HttpRequest request) throws FailureException {
    try {
      JSONObject sent = new JSONObject(new String(request.body, StandardCharsets.UTF_8));
      JSONObject made =
          new JSONObject()
              .put("inresponseto", sent.getString("msgid"))
              .put("resultCode", "103000")
              .put("token", "none");
      return new HttpAnswer(200, made.toString().getBytes(StandardCharsets.UTF_8));
    } catch (JSONException error) {
      throw new FailureException(Failure.INTERNAL, error);
    }
  }
}
