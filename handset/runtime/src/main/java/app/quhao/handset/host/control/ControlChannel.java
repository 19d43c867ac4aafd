package app.quhao.handset.host.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** JSON lines to and from the launcher. Any thread may send; one thread reads. */
public final class ControlChannel implements AutoCloseable {
  private final SocketChannel channel;
  // Before JDK 19, Channels.newInputStream and newOutputStream share a lock and block each other.
  // Buffers avoid it.
  private final ByteBuffer incoming = ByteBuffer.allocate(16 * 1024).flip();
  private final Object sending = new Object();

  private ControlChannel(SocketChannel channel) {
    this.channel = channel;
  }

  public static ControlChannel connect(Path path) throws IOException {
    return new ControlChannel(SocketChannel.open(UnixDomainSocketAddress.of(path)));
  }

  public void sendResult(Object id, Map<String, ?> result) throws IOException {
    send(Map.of("id", id, "result", result));
  }

  public void sendError(Object id, Throwable error) throws IOException {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    send(Map.of("id", id, "error", Map.of("type", error.getClass().getName(), "message", message)));
  }

  public void sendEvent(String event, Map<String, ?> data) throws IOException {
    send(Map.of("event", event, "data", data));
  }

  private void send(Map<String, ?> message) throws IOException {
    ByteBuffer line = StandardCharsets.UTF_8.encode(Json.write(message) + "\n");
    synchronized (sending) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
    }
  }

  /** Returns the next request, or null when the launcher has gone. */
  public Map<String, Object> receive() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      while (incoming.hasRemaining()) {
        byte b = incoming.get();
        if (b == '\n') {
          return Json.readObject(line.toString(StandardCharsets.UTF_8));
        }
        line.write(b);
      }
      incoming.clear();
      int count = channel.read(incoming);
      incoming.flip();
      if (count < 0) {
        return null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
