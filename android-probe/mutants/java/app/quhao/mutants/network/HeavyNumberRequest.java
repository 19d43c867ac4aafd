package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Transport;
import java.util.Arrays;

/** Each request is as long as if it carried the list of the phone's apps. */
final class HeavyNumberRequest implements Parts {
  private static final int LENGTH = 12_000;

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      byte[] body = Arrays.copyOf(request.body, LENGTH);
      Arrays.fill(body, request.body.length, LENGTH, (byte) ' ');
      return reference.send(new HttpRequest(request.endpoint, request.path, body), route);
    };
  }
}
