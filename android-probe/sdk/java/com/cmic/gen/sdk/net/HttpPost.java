package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 POST on a socket of its own. HttpURLConnection of a JDK repeats a POST when the peer
 * closes without a byte, which would hide 200050 (wire.md §2).
 */
public final class HttpPost implements Transport {
  @Override
  public HttpAnswer send(HttpRequest request, Route route) throws FailureException {
    Tenure tenure = route.tenure;
    Socket socket = connect(request.endpoint, route);
    CallResources.Held held = CallResources.of(socket);
    tenure.resources.hold(held);
    try {
      Socket channel = socket;
      if (request.endpoint.isSecure) {
        channel = handshake(socket, request.endpoint, route);
      }
      OutputStream out = channel.getOutputStream();
      out.write(bytes(request));
      out.flush();
      return new HttpReader(channel, tenure.limit).read();
    } catch (IOException error) {
      throw IoFailure.of(error);
    } finally {
      tenure.resources.release(held);
    }
  }

  private static Socket connect(Endpoint endpoint, Route route) throws FailureException {
    Tenure tenure = route.tenure;
    IOException last = null;
    for (InetAddress address : lookUp(endpoint, route)) {
      Socket socket = open(route.bearer);
      CallResources.Held held = CallResources.of(socket);
      tenure.resources.hold(held);
      try {
        socket.connect(new InetSocketAddress(address, endpoint.port), tenure.limit.socketMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException error) {
        tenure.resources.release(held);
        last = error;
      }
    }
    throw IoFailure.of(last);
  }

  private static InetAddress[] lookUp(Endpoint endpoint, Route route) throws FailureException {
    // Throws where nothing is left: a look-up itself takes no limit.
    route.tenure.limit.socketMillis();
    try {
      InetAddress[] addresses = route.bearer.lookUp(endpoint.lookupName());
      if (addresses.length > 0) {
        return addresses;
      }
    } catch (IOException error) {
      throw new FailureException(Failure.UNREACHABLE, error);
    }
    throw new FailureException(Failure.UNREACHABLE, "no address for " + endpoint.host);
  }

  private static Socket open(Bearer bearer) throws FailureException {
    try {
      return bearer.openSocket();
    } catch (IOException error) {
      throw new FailureException(Failure.SOCKET_REFUSED, error);
    }
  }

  private static Socket handshake(Socket socket, Endpoint endpoint, Route route)
      throws IOException, FailureException {
    socket.setSoTimeout(route.tenure.limit.socketMillis());
    return route.secure.over(socket, endpoint.lookupName(), endpoint.port);
  }

  private static byte[] bytes(HttpRequest request) {
    String head =
        "POST "
            + request.endpoint.prefix
            + request.path
            + " HTTP/1.1\r\n"
            + "Host: "
            + request.endpoint.authority()
            + "\r\n"
            + "Content-Type: application/json; charset=utf-8\r\n"
            + "Content-Length: "
            + request.body.length
            + "\r\n"
            + "Accept: application/json\r\n"
            + "Connection: close\r\n\r\n";
    byte[] top = head.getBytes(StandardCharsets.ISO_8859_1);
    // One write, so that a fault "after n bytes" sees one request and no separate head.
    byte[] whole = new byte[top.length + request.body.length];
    System.arraycopy(top, 0, whole, 0, top.length);
    System.arraycopy(request.body, 0, whole, top.length, request.body.length);
    return whole;
  }
}
