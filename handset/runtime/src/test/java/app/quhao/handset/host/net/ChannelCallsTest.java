package app.quhao.handset.host.net;

import static app.quhao.handset.host.net.TestRelay.connected;
import static app.quhao.handset.host.net.TestRelay.end;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import app.quhao.handset.host.RewrittenClasses;
import app.quhao.handset.host.radio.RadioState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

public final class ChannelCallsTest {
  @Rule public final Timeout timeout = Timeout.seconds(20);

  /** The code of an app. It is loaded a second time, rewritten. */
  public static final class App implements Callable<Object> {
    private static final SocketAddress TARGET = new InetSocketAddress("198.18.0.1", 80);

    private final String what;

    public App(String what) {
      this.what = what;
    }

    @Override
    public Object call() throws Exception {
      return switch (what) {
        case "blocking" -> blocking();
        case "selector" -> selector();
        case "adaptor" -> adaptor();
        case "closed" -> closed(false);
        case "closed with its selector" -> closed(true);
        case "socket only" -> SocketUser.connect(SocketChannel.open().socket());
        case "asynchronous" -> AsynchronousSocketChannel.open().connect(TARGET);
        case "datagram" -> datagram("198.18.0.1");
        case "loopback datagram" -> datagram("127.0.0.1");
        case "datagram channel" ->
            DatagramChannel.open().connect(TARGET).write(ByteBuffer.wrap(new byte[1]));
        case "own address" -> ownAddress();
        default -> throw new IllegalArgumentException(what);
      };
    }

    private static Object blocking() throws IOException {
      try (SocketChannel channel = SocketChannel.open(TARGET)) {
        channel.write(ByteBuffer.wrap("hello".getBytes()));
        channel.shutdownOutput();
        return channel.getLocalAddress() + " " + channel.getRemoteAddress() + " " + rest(channel);
      }
    }

    private static Object selector() throws IOException {
      try (SocketChannel channel = SocketChannel.open();
          Selector selector = Selector.open()) {
        channel.configureBlocking(false);
        if (!channel.connect(TARGET)) {
          channel.register(selector, SelectionKey.OP_CONNECT);
          selector.select();
          channel.finishConnect();
        }
        channel.write(ByteBuffer.wrap("hello".getBytes()));
        channel.shutdownOutput();
        channel.register(selector, SelectionKey.OP_READ);
        selector.select();
        ByteBuffer answer = ByteBuffer.allocate(5);
        while (answer.hasRemaining() && channel.read(answer) >= 0) {
          selector.select();
        }
        return new String(answer.array());
      }
    }

    private static Object adaptor() throws IOException {
      SocketChannel channel = SocketChannel.open();
      channel.socket().connect(TARGET, 1000);
      Object seen =
          channel.socket().getRemoteSocketAddress() + " " + channel.socket().getLocalSocketAddress();
      channel.close();
      return seen;
    }

    /** The other side keeps the connection open. */
    private static Object closed(boolean hasSelector) throws IOException {
      SocketChannel channel = SocketChannel.open(TARGET);
      channel.write(ByteBuffer.wrap("hello".getBytes()));
      if (hasSelector) {
        Selector selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        channel.close();
        selector.close();
      } else {
        channel.close();
      }
      return "closed";
    }

    private static String rest(SocketChannel channel) throws IOException {
      ByteBuffer answer = ByteBuffer.allocate(100);
      int count = 0;
      while (count >= 0) {
        count = channel.read(answer);
      }
      return new String(answer.array(), 0, answer.position());
    }

    private static Object datagram(String host) throws IOException {
      try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
        InetAddress to = InetAddress.getByName(host);
        int port = host.startsWith("127.") ? socket.getLocalPort() : 53;
        socket.send(new DatagramPacket(new byte[] {7}, 1, to, port));
        DatagramPacket received = new DatagramPacket(new byte[9], 9);
        socket.receive(received);
        return received.getLength();
      }
    }

    /** How apps learn their own address. */
    private static Object ownAddress() throws IOException {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.connect(InetAddress.getByName("8.8.8.8"), 10002);
        return socket.getLocalAddress().getHostAddress() + " " + socket.isConnected();
      }
    }
  }

  /** Names no class of channels. */
  public static final class SocketUser {
    static Object connect(Socket socket) throws IOException {
      try (socket) {
        socket.connect(new InetSocketAddress("127.0.0.1", 1));
        return socket.getRemoteSocketAddress() + " " + socket.getLocalSocketAddress();
      }
    }
  }

  private static Object rewritten(String what, TestRelay relay, Consumer<String> refusal)
      throws Exception {
    BearerChoice bearers = new BearerChoice();
    RelayChannels.install(relay.path(), bearers);
    Datagrams.install(relay.path(), bearers, refusal);
    Callable<?> app =
        (Callable<?>) RewrittenClasses.load(App.class, ChannelCalls.REWRITING)
            .getConstructor(String.class)
            .newInstance(what);
    return app.call();
  }

  private static void refuse(Map<String, Object> request, SocketChannel channel)
      throws Exception {
    end(channel, Frame.FAILED, "UNREACHABLE");
  }

  private static void carried(String name) {
    throw new AssertionError(name + " is refused");
  }

  private static void throwing(String name) {
    throw new UnsupportedOperationException(name);
  }

  @Test
  public void aBlockingChannelGoesThroughTheRelay() throws Exception {
    try (TestRelay relay = new TestRelay(TestRelay::echo)) {
      assertEquals(
          "/10.64.0.7:40000 /198.18.0.1:80 HELLO",
          rewritten("blocking", relay, ChannelCallsTest::carried));
      Map<String, Object> request = relay.requests.take();
      assertEquals(List.of("198.18.0.1", 80L, "default"),
          List.of(request.get("host"), request.get("port"), request.get("bearer")));
    }
  }

  @Test
  public void aChannelWithASelectorGoesThroughTheRelay() throws Exception {
    try (TestRelay relay = new TestRelay(TestRelay::echo)) {
      assertEquals("HELLO", rewritten("selector", relay, ChannelCallsTest::carried));
    }
  }

  @Test
  public void theSocketOfAChannelShowsTheAppsAddresses() throws Exception {
    try (TestRelay relay = new TestRelay((request, channel) -> connected(channel))) {
      assertEquals(
          "/198.18.0.1:80 /10.64.0.7:40000",
          rewritten("adaptor", relay, ChannelCallsTest::carried));
    }
  }

  /** The other side keeps its half: it hears that the whole connection is over. */
  @Test
  public void aChannelThatTheAppClosesEndsItsConnection() throws Exception {
    for (String what : List.of("closed", "closed with its selector")) {
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      try (TestRelay relay =
          new TestRelay((request, channel) -> heard.add(conversation(channel)))) {
        rewritten(what, relay, ChannelCallsTest::carried);
        assertEquals("hello, gone", heard.take());
      }
    }
  }

  private static String conversation(SocketChannel channel) throws IOException {
    connected(channel);
    String said = new String(Frame.readFrom(channel).payload());
    Frame next = Frame.readFrom(channel);
    return said + (next == null ? ", gone" : ", frame " + next.type());
  }

  @Test
  public void aClassThatKnowsOnlyTheSocketGoesThroughTheRelay() throws Exception {
    try (TestRelay relay = new TestRelay((request, channel) -> connected(channel))) {
      assertEquals(
          "/127.0.0.1:1 /10.64.0.7:40000",
          rewritten("socket only", relay, ChannelCallsTest::carried));
    }
  }

  @Test
  public void aResetOfTheRelayIsAResetOfTheChannel() throws Exception {
    try (TestRelay relay =
        new TestRelay(
            (request, channel) -> {
              connected(channel);
              end(channel, Frame.RESET, "RESET");
            })) {
      assertThrows(
          IOException.class, () -> rewritten("blocking", relay, ChannelCallsTest::carried));
    }
  }

  @Test
  public void aRefusedChannelThrowsAsAPhone() throws Exception {
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      ConnectException failure =
          assertThrows(
              ConnectException.class,
              () -> rewritten("selector", relay, ChannelCallsTest::carried));
      assertEquals(
          "failed to connect to /198.18.0.1 (port 80): connect failed: ENETUNREACH (Network is"
              + " unreachable)",
          failure.getMessage());
    }
  }

  @Test
  public void datagramsThatLeaveAreLoggedAndRefusedByName() throws Exception {
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      for (String[] row :
          new String[][] {
            {"datagram", "DatagramSocket.send"}, {"datagram channel", "DatagramChannel.write"}
          }) {
        UnsupportedOperationException refused =
            assertThrows(
                UnsupportedOperationException.class,
                () -> rewritten(row[0], relay, ChannelCallsTest::throwing));
        assertEquals(row[1], refused.getMessage());
        Map<String, Object> request = relay.requests.take();
        assertEquals(List.of("198.18.0.1", true), List.of(request.get("host"), request.get("datagram")));
      }
    }
  }

  @Test
  public void datagramsOfLoopbackAreReal() throws Exception {
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      assertEquals(1, rewritten("loopback datagram", relay, ChannelCallsTest::carried));
    }
  }

  @Test
  public void aConnectOfADatagramSocketSendsNothingAndShowsTheAppsAddress() throws Exception {
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      assertEquals("0.0.0.0 true", rewritten("own address", relay, ChannelCallsTest::carried));
      assertEquals(0, relay.requests.size());
    }
  }

  @Test
  public void theAppsAddressIsThatOfTheDefaultNetwork() throws Exception {
    DeviceInterfaces.update(
        new RadioState(
            false,
            new RadioState.Wifi(true, true, "192.0.2.10", false, true),
            new RadioState.Mobile(true, true, "10.64.0.7", "home", "rmnet_data0", false, null),
            RadioState.CELLULAR,
            null,
            0,
            List.of()));
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      assertEquals("10.64.0.7 true", rewritten("own address", relay, ChannelCallsTest::carried));
    } finally {
      DeviceInterfaces.update(RadioState.off());
    }
  }

  @Test
  public void anAsynchronousChannelIsRefusedByName() throws Exception {
    try (TestRelay relay = new TestRelay(ChannelCallsTest::refuse)) {
      UnsupportedOperationException refused =
          assertThrows(
              UnsupportedOperationException.class,
              () -> rewritten("asynchronous", relay, ChannelCallsTest::throwing));
      assertEquals("AsynchronousSocketChannel.connect", refused.getMessage());
    }
  }
}
