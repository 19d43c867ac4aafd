package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

final class SocketLeftOpen implements Parts {
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      try {
        Socket second = route.bearer.openSocket();
        InetAddress address = route.bearer.lookUp(request.endpoint.lookupName())[0];
        second.connect(
            new InetSocketAddress(address, request.endpoint.port),
            route.tenure.limit.socketMillis());
        open.add(second);
      } catch (IOException error) {
        throw new FailureException(Failure.UNREACHABLE, error);
      }
      return reference.send(request, route);
    };
  }
}
