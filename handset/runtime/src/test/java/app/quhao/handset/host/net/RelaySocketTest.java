package app.quhao.handset.host.net;

import static app.quhao.handset.host.net.TestRelay.connected;
import static app.quhao.handset.host.net.TestRelay.data;
import static app.quhao.handset.host.net.TestRelay.end;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class RelaySocketTest {
  @Rule public final Timeout timeout = Timeout.seconds(20);

  private final BearerChoice bearers = new BearerChoice();

  private static final class RelaySocket extends Socket {
    RelaySocket(SocketImpl implementation) throws SocketException {
      super(implementation);
    }
  }

  private Socket socket(TestRelay relay) throws SocketException {
    return new RelaySocket(new RelaySocketImpl(relay.path(), bearers));
  }

  private Socket connect(TestRelay relay) throws IOException {
    Socket socket = socket(relay);
    socket.connect(target(), 2000);
    return socket;
  }

  private static InetSocketAddress target() throws IOException {
    return new InetSocketAddress(
        InetAddress.getByAddress("cm.test", new byte[] {(byte) 198, 18, 0, 1}), 80);
  }

  @Test
  public void carriesBytesBothWaysAndEndsAtEof() throws Exception {
    try (TestRelay relay = new TestRelay(TestRelay::echo);
        Socket socket = connect(relay)) {
      socket.getOutputStream().write("hello".getBytes());
      socket.shutdownOutput();
      assertEquals("HELLO", new String(socket.getInputStream().readAllBytes()));
      assertEquals("/10.64.0.7", socket.getLocalAddress().toString());
      assertEquals(40000, socket.getLocalPort());
    }
  }

  @Test
  public void sendsAddressPortAndTimeOut() throws Exception {
    try (TestRelay relay = new TestRelay((request, channel) -> connected(channel));
        Socket socket = connect(relay)) {
      assertEquals(
          Map.of("bearer", "default", "host", "198.18.0.1", "port", 80L, "timeoutMs", 2000L),
          relay.requests.take());
    }
  }

  @Test
  public void takesTheBearerOfSocketThenProcess() throws Exception {
    try (TestRelay relay = new TestRelay((request, channel) -> connected(channel))) {
      bearers.setProcess("wifi");
      connect(relay).close();
      assertEquals("wifi", relay.requests.take().get("bearer"));
      RelaySocketImpl bound = new RelaySocketImpl(relay.path(), bearers);
      bound.bindToBearer("cellular");
      new RelaySocket(bound).connect(InetSocketAddress.createUnresolved("x.test", 1));
      assertEquals("cellular", relay.requests.take().get("bearer"));
    }
  }

  @Test
  public void failsToConnectWithThePhonesExceptions() throws Exception {
    Map<String, Class<? extends IOException>> rows =
        Map.of(
            "UNREACHABLE", ConnectException.class,
            "REFUSED", ConnectException.class,
            "TIMEOUT", SocketTimeoutException.class,
            "UNKNOWN_HOST", UnknownHostException.class,
            "RESET", SocketException.class);
    for (Map.Entry<String, Class<? extends IOException>> row : rows.entrySet()) {
      try (TestRelay relay =
          new TestRelay((request, channel) -> end(channel, Frame.FAILED, row.getKey()))) {
        IOException error = assertThrows(IOException.class, () -> connect(relay));
        assertEquals(row.getKey(), row.getValue(), error.getClass());
      }
    }
  }

  @Test
  public void reportsThatTheNetworkIsUnreachable() throws Exception {
    try (TestRelay relay =
        new TestRelay((request, channel) -> end(channel, Frame.FAILED, "UNREACHABLE"))) {
      IOException error = assertThrows(ConnectException.class, () -> connect(relay));
      assertTrue(error.getMessage(), error.getMessage().contains("Network is unreachable"));
    }
  }

  @Test
  public void givesUpConnectingAfterItsTimeOut() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (TestRelay relay = new TestRelay((request, channel) -> over.await())) {
      long start = System.nanoTime();
      assertThrows(
          SocketTimeoutException.class,
          () -> socket(relay).connect(InetSocketAddress.createUnresolved("x.test", 1), 200));
      assertWithin(200, 1000, start);
      over.countDown();
    }
  }

  @Test
  public void givesUpReadingAfterItsTimeOutAndCanReadOn() throws Exception {
    CountDownLatch waited = new CountDownLatch(1);
    try (TestRelay relay =
            new TestRelay(
                (request, channel) -> {
                  connected(channel);
                  waited.await();
                  data(channel, "x");
                  Frame.readFrom(channel);
                });
        Socket socket = connect(relay)) {
      socket.setSoTimeout(200);
      long start = System.nanoTime();
      assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      assertWithin(200, 1000, start);
      waited.countDown();
      assertEquals('x', socket.getInputStream().read());
    }
  }

  @Test
  public void distinguishesAResetFromALostBearer() throws Exception {
    Map<String, String> rows =
        Map.of("RESET", "Connection reset", "ABORTED", "Software caused connection abort");
    for (Map.Entry<String, String> row : rows.entrySet()) {
      try (TestRelay relay =
              new TestRelay(
                  (request, channel) -> {
                    connected(channel);
                    end(channel, Frame.RESET, row.getKey());
                    Frame.readFrom(channel);
                  });
          Socket socket = connect(relay)) {
        SocketException error =
            assertThrows(SocketException.class, () -> socket.getInputStream().read());
        assertEquals(row.getValue(), error.getMessage());
        assertThrows(SocketException.class, () -> socket.getOutputStream().write(1));
      }
    }
  }

  @Test
  public void wakesAReaderWhenItIsClosed() throws Exception {
    try (TestRelay relay =
        new TestRelay(
            (request, channel) -> {
              connected(channel);
              Frame.readFrom(channel);
            })) {
      Socket socket = connect(relay);
      Thread closer =
          new Thread(
              () -> {
                try {
                  TimeUnit.MILLISECONDS.sleep(100);
                  socket.close();
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      closer.start();
      SocketException error =
          assertThrows(SocketException.class, () -> socket.getInputStream().read());
      assertEquals("Socket closed", error.getMessage());
      closer.join();
    }
  }

  /** Whenever the close comes: before the relay is asked, while it is, or afterwards. */
  @Test
  public void leavesNoConnectionWhenItIsClosedWhileItConnects() throws Exception {
    AtomicInteger open = new AtomicInteger();
    TestRelay.Conversation conversation =
        (request, channel) -> {
          open.incrementAndGet();
          try {
            connected(channel);
            while (Frame.readFrom(channel) != null) {
              Thread.onSpinWait();
            }
          } catch (IOException closed) {
            // The app's side went while the answer was written.
          }
          open.decrementAndGet();
        };
    try (TestRelay relay = new TestRelay(conversation)) {
      for (int spins = 0; spins < 400; spins++) {
        Socket socket = socket(relay);
        // Creates the SocketImpl now: java.net.Socket.close() passes over one that is not created
        // yet, on Android too, and then connect() goes on.
        socket.getTcpNoDelay();
        Thread connecting =
            new Thread(
                () -> {
                  try {
                    socket.connect(target(), 2000);
                  } catch (IOException expected) {
                    // It was closed first.
                  }
                });
        connecting.start();
        for (int spin = 0; spin < spins * 500; spin++) {
          Thread.onSpinWait();
        }
        socket.close();
        connecting.join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        while (open.get() > 0 && System.nanoTime() < deadline) {
          Thread.onSpinWait();
        }
        assertEquals("left open after " + spins, 0, open.get());
      }
    }
  }

  @Test
  public void resetsTheConnectionWhenClosedWithoutLinger() throws Exception {
    CountDownLatch reset = new CountDownLatch(1);
    try (TestRelay relay =
        new TestRelay(
            (request, channel) -> {
              connected(channel);
              Frame frame = Frame.readFrom(channel);
              if (frame != null && frame.type() == Frame.RESET) {
                reset.countDown();
              }
            })) {
      Socket socket = connect(relay);
      socket.setSoLinger(true, 0);
      socket.close();
      assertTrue(reset.await(2, TimeUnit.SECONDS));
    }
  }

  private static void assertWithin(long minMs, long maxMs, long startNanos) {
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    assertTrue(ms + " ms", ms >= minMs && ms <= maxMs);
  }
}
