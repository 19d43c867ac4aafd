package app.quhao.handset.host.net;

import static org.junit.Assert.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class ExposedPortsTest {
  @Rule public final Timeout timeout = Timeout.seconds(20);

  private Path socket;

  @Before
  public void open() throws Exception {
    socket = Files.createTempDirectory("qh").resolve("expose.sock");
    ExposedPorts.open(socket);
  }

  @After
  public void clean() throws Exception {
    Files.delete(socket);
    Files.delete(socket.getParent());
  }

  private SocketChannel ask(String line) throws Exception {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    channel.write(StandardCharsets.US_ASCII.encode(line));
    return channel;
  }

  private static String readAll(SocketChannel channel) throws Exception {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(100);
    while (channel.read(buffer.clear()) > 0) {
      text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
    }
    return text.toString();
  }

  @Test
  public void connectsToAListenerAndClosesEachDirection() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketChannel client = ask("tcp:" + listener.getLocalPort() + "\n");
        Socket app = listener.accept()) {
      client.write(StandardCharsets.US_ASCII.encode("ping"));
      client.shutdownOutput();
      assertEquals("ping", new String(app.getInputStream().readAllBytes()));
      app.getOutputStream().write("pong".getBytes());
      app.shutdownOutput();
      assertEquals("ok\npong", readAll(client));
    }
  }

  @Test
  public void answersNoWithoutAListener() throws Exception {
    int free;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = listener.getLocalPort();
    }
    try (SocketChannel client = ask("tcp:" + free + "\n")) {
      assertEquals("no\n", readAll(client));
    }
  }

  @Test
  public void answersNoToAnUnknownTarget() throws Exception {
    try (SocketChannel client = ask("localabstract:x\n")) {
      assertEquals("no\n", readAll(client));
    }
  }
}
