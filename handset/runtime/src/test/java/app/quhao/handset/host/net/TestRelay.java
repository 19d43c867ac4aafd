package app.quhao.handset.host.net;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A relay that serves one connection at a time as a test directs. */
final class TestRelay implements AutoCloseable {
  interface Conversation {
    void hold(Map<String, Object> request, SocketChannel channel) throws Exception;
  }

  private final Path folder = Files.createTempDirectory("qh");
  private final ServerSocketChannel listener =
      ServerSocketChannel.open(StandardProtocolFamily.UNIX)
          .bind(UnixDomainSocketAddress.of(path()));
  final BlockingQueue<Map<String, Object>> requests = new LinkedBlockingQueue<>();

  TestRelay(Conversation conversation) throws IOException {
    Thread thread = new Thread(() -> serve(conversation));
    thread.setDaemon(true);
    thread.start();
  }

  Path path() {
    return folder.resolve("net.sock");
  }

  private void serve(Conversation conversation) {
    while (listener.isOpen()) {
      try (SocketChannel channel = listener.accept()) {
        Map<String, Object> request = Frame.readFrom(channel).json();
        requests.add(request);
        conversation.hold(request, channel);
      } catch (Exception e) {
        if (listener.isOpen()) {
          throw new AssertionError(e);
        }
      }
    }
  }

  static void connected(SocketChannel channel) throws IOException {
    Frame.of(
            Frame.CONNECTED,
            Map.of(
                "localAddress",
                "10.64.0.7",
                "localPort",
                40000,
                "remoteAddress",
                "198.18.0.1",
                "remotePort",
                80))
        .writeTo(channel);
  }

  /** Answers what the app says until its end of output in capitals, and waits until it closes. */
  static void echo(Map<String, Object> request, SocketChannel channel) throws Exception {
    connected(channel);
    String asked = new String(Frame.readFrom(channel).payload());
    assertEquals(Frame.EOF, Frame.readFrom(channel).type());
    data(channel, asked.toUpperCase());
    new Frame(Frame.EOF, new byte[0]).writeTo(channel);
    Frame.readFrom(channel);
  }

  static void data(SocketChannel channel, String text) throws IOException {
    new Frame(Frame.DATA, text.getBytes()).writeTo(channel);
  }

  static void end(SocketChannel channel, int type, String error) throws IOException {
    Frame.of(type, Map.of("error", error, "message", "")).writeTo(channel);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(path());
    Files.delete(folder);
  }
}
