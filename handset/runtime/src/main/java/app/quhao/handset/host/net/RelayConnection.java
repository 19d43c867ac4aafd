package app.quhao.handset.host.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The relay connection of one app socket (handset/PROTOCOL.md section 2). */
final class RelayConnection {
  private static final int CHUNK = 64 * 1024;

  private final SocketChannel channel;
  private final Inbox inbox = new Inbox();
  private final CompletableFuture<Frame> answer = new CompletableFuture<>();
  private final Object writing = new Object();
  private volatile boolean closed;

  private RelayConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Sends CONNECT and starts the listener; {@link #awaitConnected} returns the outcome. */
  static RelayConnection start(
      Path relay, String bearer, InetSocketAddress target, int timeoutMs) throws IOException {
    RelayConnection connection =
        new RelayConnection(SocketChannel.open(UnixDomainSocketAddress.of(relay)));
    Map<String, Object> request = request(bearer, target);
    request.put("timeoutMs", timeoutMs);
    Frame.of(Frame.CONNECT, request).writeTo(connection.channel);
    String name = "relay " + request.get("host") + ":" + target.getPort();
    Thread listener = new Thread(connection::listen, name);
    listener.setDaemon(true);
    listener.start();
    return connection;
  }

  /** Has the relay log a datagram, which it does not carry, and waits until it has. */
  static void noteDatagram(Path relay, String bearer, InetSocketAddress target)
      throws IOException {
    Map<String, Object> request = request(bearer, target);
    request.put("datagram", true);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(relay))) {
      Frame.of(Frame.CONNECT, request).writeTo(channel);
      Frame.readFrom(channel);
    }
  }

  private static Map<String, Object> request(String bearer, InetSocketAddress target) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("bearer", bearer);
    request.put(
        "host",
        target.isUnresolved() ? target.getHostString() : target.getAddress().getHostAddress());
    request.put("port", target.getPort());
    return request;
  }

  /** What a connection looks like to the app. */
  record Ends(InetSocketAddress local, InetSocketAddress remote) {
    private static Ends of(Map<String, Object> connected, InetSocketAddress target)
        throws IOException {
      InetSocketAddress local = address(connected, "localAddress", "localPort");
      return new Ends(
          local,
          target.isUnresolved() ? address(connected, "remoteAddress", "remotePort") : target);
    }

    private static InetSocketAddress address(Map<String, Object> json, String host, String port)
        throws IOException {
      return new InetSocketAddress(
          InetAddress.getByName(String.valueOf(json.get(host))),
          ((Number) json.get(port)).intValue());
    }
  }

  /**
   * Returns the ends of the connection. Any answer but CONNECTED becomes the exception that a phone
   * throws. A timeout of 0 means no limit.
   */
  Ends awaitConnected(InetSocketAddress address, int timeoutMs) throws IOException {
    String target = describe(address);
    try {
      Frame frame = timeoutMs == 0 ? answer.get() : answer.get(timeoutMs, TimeUnit.MILLISECONDS);
      if (frame.type() == Frame.CONNECTED) {
        return Ends.of(frame.json(), address);
      }
      close();
      throw RelayFailure.toConnect(frame.json(), target, timeoutMs);
    } catch (TimeoutException e) {
      close();
      throw RelayFailure.timeout(target, timeoutMs);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while connecting to " + target);
    } catch (ExecutionException e) {
      close();
      throw new SocketException(closed ? "Socket closed" : e.getCause().getMessage());
    }
  }

  /** The address in the form of libcore's IoBridge. */
  private static String describe(InetSocketAddress target) {
    Object host = target.isUnresolved() ? target.getHostString() : target.getAddress();
    return host + " (port " + target.getPort() + ")";
  }

  int read(byte[] into, int offset, int length, int timeoutMs) throws IOException {
    return inbox.read(into, offset, length, timeoutMs);
  }

  int available() {
    return inbox.available();
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (writing) {
      for (int done = 0; done < length; done += CHUNK) {
        throwIfFailed();
        int count = Math.min(CHUNK, length - done);
        writeFrame(Frame.DATA, bytes, offset + done, count);
      }
    }
  }

  void shutdownOutput() throws IOException {
    synchronized (writing) {
      throwIfFailed();
      writeFrame(Frame.EOF, new byte[0], 0, 0);
    }
  }

  void shutdownInput() {
    inbox.end();
  }

  /** Closes with a reset, as a socket with SO_LINGER 0 does. */
  void reset() throws IOException {
    try {
      Frame.of(Frame.RESET, Map.of("error", "RESET")).writeTo(channel);
    } finally {
      close();
    }
  }

  void close() throws IOException {
    closed = true;
    inbox.fail(new SocketException("Socket closed"));
    answer.completeExceptionally(new SocketException("Socket closed"));
    channel.close();
  }

  /** Closes without complaint. */
  void abandon() {
    try {
      close();
    } catch (IOException e) {
      closed = true;
    }
  }

  private void writeFrame(int type, byte[] bytes, int offset, int length) throws IOException {
    try {
      Frame.write(channel, type, bytes, offset, length);
    } catch (IOException e) {
      throwIfFailed();
      SocketException broken = new SocketException("Broken pipe");
      broken.initCause(e);
      throw broken;
    }
  }

  private void throwIfFailed() throws SocketException {
    SocketException failure = inbox.failure();
    if (failure != null) {
      throw new SocketException(failure.getMessage());
    }
  }

  private void listen() {
    try {
      for (Frame frame = Frame.readFrom(channel); frame != null; frame = Frame.readFrom(channel)) {
        take(frame);
      }
      answer.completeExceptionally(new SocketException("Relay closed before it answered"));
      inbox.end();
    } catch (IOException e) {
      answer.completeExceptionally(e);
      inbox.fail(new SocketException(closed ? "Socket closed" : "Connection reset"));
    } catch (InterruptedException e) {
      inbox.fail(new SocketException("Socket closed"));
    }
  }

  private void take(Frame frame) throws IOException, InterruptedException {
    switch (frame.type()) {
      case Frame.CONNECTED, Frame.FAILED -> answer.complete(frame);
      case Frame.DATA -> inbox.add(frame.payload());
      case Frame.EOF -> inbox.end();
      case Frame.RESET -> inbox.fail(RelayFailure.ofEnd(frame.json()));
      default -> throw new IOException("Relay sent a frame of type " + frame.type() + ".");
    }
  }
}
