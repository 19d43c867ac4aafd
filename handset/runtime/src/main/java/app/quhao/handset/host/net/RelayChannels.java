package app.quhao.handset.host.net;

import app.quhao.handset.host.net.RelayConnection.Ends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * What the classes of an app call in place of java.nio.channels.SocketChannel (ChannelCalls). The
 * relay is asked for the connection first; then the channel is connected to a bridge on loopback, so
 * that selectors work. A connect of a channel that does not block waits for the relay all the same.
 */
public final class RelayChannels {
  private static volatile RelayChannels installed;

  private final Path relay;
  private final BearerChoice bearers;
  private final Map<SocketChannel, Ends> ends = Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<SocketChannel, String> bound = Collections.synchronizedMap(new WeakHashMap<>());

  private RelayChannels(Path relay, BearerChoice bearers) {
    this.relay = relay;
    this.bearers = bearers;
  }

  static void install(Path relay, BearerChoice bearers) {
    installed = new RelayChannels(relay, bearers);
  }

  /** Implements Network.bindSocket for the socket of a channel. */
  public static void bind(SocketChannel channel, String bearer) {
    installed.bound.put(channel, bearer);
  }

  public static SocketChannel open(SocketAddress target) throws IOException {
    if (!(target instanceof InetSocketAddress)) {
      return SocketChannel.open(target);
    }
    SocketChannel channel = SocketChannel.open();
    try {
      connect(channel, target);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  public static boolean connect(SocketChannel channel, SocketAddress target) throws IOException {
    if (!(target instanceof InetSocketAddress address)) {
      return channel.connect(target);
    }
    if (address.isUnresolved()) {
      throw new UnresolvedAddressException();
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    if (channel.isConnected()) {
      throw new AlreadyConnectedException();
    }
    return installed.connectTo(channel, address);
  }

  private boolean connectTo(SocketChannel channel, InetSocketAddress target) throws IOException {
    if (channel.isBlocking()) {
      NetworkGuard.onNetwork();
    }
    String bearer = bound.getOrDefault(channel, bearers.ofProcess());
    RelayConnection connection = RelayConnection.start(relay, bearer, target, 0);
    try {
      ends.put(channel, connection.awaitConnected(target, 0));
      return bridge(channel, connection);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean bridge(SocketChannel channel, RelayConnection connection)
      throws IOException {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(loopback, 1);
      if (channel.getLocalAddress() == null) {
        // A connect that is pending does not show the port.
        channel.bind(loopback);
      }
      int port = portOf(channel.getLocalAddress());
      boolean isDone = channel.connect(listener.getLocalAddress());
      SocketChannel peer = listener.accept();
      while (portOf(peer.getRemoteAddress()) != port) {
        // Another process of the machine, where the network namespace is shared.
        peer.close();
        peer = listener.accept();
      }
      new ChannelBridge(peer, connection, channel).start();
      return isDone;
    }
  }

  private static int portOf(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  public static SocketAddress getRemoteAddress(SocketChannel channel) throws IOException {
    Ends known = installed.ends.get(channel);
    return known == null || !channel.isOpen() ? channel.getRemoteAddress() : known.remote();
  }

  public static SocketAddress getLocalAddress(NetworkChannel channel) throws IOException {
    Ends known = channel instanceof SocketChannel ? installed.ends.get(channel) : null;
    return known == null || !channel.isOpen() ? channel.getLocalAddress() : known.local();
  }

  public static void connect(Socket socket, SocketAddress target) throws IOException {
    if (socket.getChannel() == null) {
      socket.connect(target);
    } else {
      connect(socket.getChannel(), target);
    }
  }

  public static void connect(Socket socket, SocketAddress target, int timeoutMs)
      throws IOException {
    if (socket.getChannel() == null) {
      socket.connect(target, timeoutMs);
    } else {
      connect(socket.getChannel(), target);
    }
  }

  public static SocketAddress getRemoteSocketAddress(Socket socket) {
    Ends known = endsOf(socket);
    return known == null ? socket.getRemoteSocketAddress() : known.remote();
  }

  public static SocketAddress getLocalSocketAddress(Socket socket) {
    Ends known = endsOf(socket);
    return known == null ? socket.getLocalSocketAddress() : known.local();
  }

  public static InetAddress getInetAddress(Socket socket) {
    Ends known = endsOf(socket);
    return known == null ? socket.getInetAddress() : known.remote().getAddress();
  }

  public static int getPort(Socket socket) {
    Ends known = endsOf(socket);
    return known == null ? socket.getPort() : known.remote().getPort();
  }

  private static Ends endsOf(Socket socket) {
    return socket.getChannel() == null ? null : installed.ends.get(socket.getChannel());
  }
}
