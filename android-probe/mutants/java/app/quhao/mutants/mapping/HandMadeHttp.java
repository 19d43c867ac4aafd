package app.quhao.mutants.mapping;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** An HTTP client written by hand: it takes all that comes until the peer closes, and finds the answer in it. */
final class HandMadeHttp implements Parts {
  /** Every byte is a letter. */
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** Finds the answer in the text of the whole connection. */
  interface Reader {
    HttpAnswer read(String text) throws FailureException;
  }

  private final Reader reader;
  private final int mostReads;

  HandMadeHttp(Reader reader) {
    this(reader, Integer.MAX_VALUE);
  }

  /** What comes after so many reads is left. */
  HandMadeHttp(Reader reader, int mostReads) {
    this.reader = reader;
    this.mostReads = mostReads;
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> reader.read(exchange(request, route));
  }

  private String exchange(HttpRequest request, Route route) throws FailureException {
    Limit limit = route.tenure.limit;
    try (Socket socket = route.bearer.openSocket()) {
      InetAddress address = route.bearer.lookUp(request.endpoint.lookupName())[0];
      socket.connect(new InetSocketAddress(address, request.endpoint.port), limit.socketMillis());
      socket.setSoTimeout(limit.socketMillis());
      Socket channel =
          request.endpoint.isSecure
              ? route.secure.over(socket, request.endpoint.lookupName(), request.endpoint.port)
              : socket;
      channel.getOutputStream().write(bytes(request));
      return textOf(channel, limit);
    } catch (SocketTimeoutException error) {
      throw new FailureException(Failure.TIMEOUT, error);
    } catch (IOException error) {
      throw new FailureException(Failure.RESET, error);
    }
  }

  private String textOf(Socket channel, Limit limit) throws IOException, FailureException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    InputStream in = channel.getInputStream();
    byte[] buffer = new byte[4096];
    int n = in.read(buffer);
    for (int reads = 1; n >= 0; reads++) {
      text.write(buffer, 0, n);
      channel.setSoTimeout(limit.socketMillis());
      n = reads < mostReads ? in.read(buffer) : -1;
    }
    return new String(text.toByteArray(), BYTES);
  }

  private static byte[] bytes(HttpRequest request) {
    String head =
        "POST "
            + request.endpoint.prefix
            + request.path
            + " HTTP/1.1\r\nHost: "
            + request.endpoint.authority()
            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + request.body.length
            + "\r\n\r\n";
    return (head + new String(request.body, BYTES)).getBytes(BYTES);
  }
}
