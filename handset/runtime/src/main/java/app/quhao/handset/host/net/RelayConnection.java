package app.quhao.handset.host.net;

import java.io.IOException;
import java.io.InterruptedIOException;
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
  static RelayConnection start(Path relay, String bearer, String host, int port, int timeoutMs)
      throws IOException {
    RelayConnection connection =
        new RelayConnection(SocketChannel.open(UnixDomainSocketAddress.of(relay)));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("bearer", bearer);
    request.put("host", host);
    request.put("port", port);
    request.put("timeoutMs", timeoutMs);
    Frame.of(Frame.CONNECT, request).writeTo(connection.channel);
    Thread listener = new Thread(connection::listen, "relay " + host + ":" + port);
    listener.setDaemon(true);
    listener.start();
    return connection;
  }

  /**
   * Returns the relay's CONNECTED. Any other answer becomes the exception that a phone throws. A
   * timeout of 0 means no limit.
   */
  Map<String, Object> awaitConnected(String target, int timeoutMs) throws IOException {
    try {
      Frame frame = timeoutMs == 0 ? answer.get() : answer.get(timeoutMs, TimeUnit.MILLISECONDS);
      if (frame.type() == Frame.CONNECTED) {
        return frame.json();
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

  /** Has the relay log what the app wanted, and waits until it has. */
  static void note(Path relay, Map<String, Object> request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(relay))) {
      Frame.of(Frame.CONNECT, request).writeTo(channel);
      Frame.readFrom(channel);
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
