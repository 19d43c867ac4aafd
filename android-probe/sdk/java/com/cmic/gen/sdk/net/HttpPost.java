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
import java.util.function.Supplier;

/**
 * One HTTP/1.1 POST on a socket of its own. Not HttpURLConnection: that repeats a POST when the
 * peer closes without a byte, and would hide 200050 (facts/node.md).
 */
public final class HttpPost {
  private final Bearer bearer;
  private final SecureSockets secure;
  private final Supplier<Limit> limits;
  private final CallResources resources;

  /**
   * `secure` makes TLS of a socket; used for https endpoints only. `limits` is asked before each
   * step; a right SDK's always gives the same one.
   */
  public HttpPost(
      Bearer bearer, SecureSockets secure, Supplier<Limit> limits, CallResources resources) {
    this.bearer = bearer;
    this.secure = secure;
    this.limits = limits;
    this.resources = resources;
  }

  public HttpAnswer send(Endpoint endpoint, String path, byte[] body) throws FailureException {
    Socket socket = connect(endpoint);
    CallResources.Held held = CallResources.of(socket);
    resources.hold(held);
    try {
      Socket channel = endpoint.isSecure ? handshake(socket, endpoint) : socket;
      OutputStream out = channel.getOutputStream();
      out.write(request(endpoint, path, body));
      out.flush();
      return new HttpReader(channel, limits.get()).read();
    } catch (IOException e) {
      throw IoFailure.of(e);
    } finally {
      resources.release(held, false);
    }
  }

  private Socket connect(Endpoint endpoint) throws FailureException {
    IOException last = null;
    for (InetAddress address : lookUp(endpoint)) {
      Socket socket = open();
      CallResources.Held held = CallResources.of(socket);
      resources.hold(held);
      try {
        socket.connect(new InetSocketAddress(address, endpoint.port), limits.get().socketMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        resources.release(held, false);
        last = e;
      }
    }
    throw IoFailure.of(last);
  }

  private InetAddress[] lookUp(Endpoint endpoint) throws FailureException {
    limits.get().socketMillis();
    try {
      InetAddress[] addresses = bearer.lookUp(endpoint.lookupName());
      if (addresses.length > 0) return addresses;
    } catch (IOException e) {
      throw new FailureException(Failure.UNREACHABLE, e);
    }
    throw new FailureException(Failure.UNREACHABLE, "no address for " + endpoint.host);
  }

  private Socket open() throws FailureException {
    try {
      return bearer.openSocket();
    } catch (IOException e) {
      throw new FailureException(Failure.SOCKET_REFUSED, e);
    }
  }

  private Socket handshake(Socket socket, Endpoint endpoint) throws IOException, FailureException {
    socket.setSoTimeout(limits.get().socketMillis());
    return secure.over(socket, endpoint.lookupName(), endpoint.port);
  }

  private static byte[] request(Endpoint endpoint, String path, byte[] body) {
    String head =
        "POST "
            + endpoint.prefix
            + path
            + " HTTP/1.1\r\n"
            + "Host: "
            + endpoint.authority()
            + "\r\n"
            + "Content-Type: application/json; charset=utf-8\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n"
            + "Accept: application/json\r\n"
            + "Connection: close\r\n\r\n";
    byte[] top = head.getBytes(StandardCharsets.ISO_8859_1);
    // One write, so that a fault "after n bytes" sees one request and not a head of its own.
    byte[] whole = new byte[top.length + body.length];
    System.arraycopy(top, 0, whole, 0, top.length);
    System.arraycopy(body, 0, whole, top.length, body.length);
    return whole;
  }
}
