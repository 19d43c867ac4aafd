package app.quhao.handset.host.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * What the classes of an app call in place of datagram sockets and channels (ChannelCalls). The relay
 * carries no datagrams: within loopback they are real, anything else is noted in the connection log
 * and refused by name. A connect sends nothing and is only remembered.
 */
public final class Datagrams {
  private static volatile Datagrams installed;

  private final Path relay;
  private final BearerChoice bearers;
  private final Consumer<String> refusal;
  private final Map<Object, InetSocketAddress> peers =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Datagrams(Path relay, BearerChoice bearers, Consumer<String> refusal) {
    this.relay = relay;
    this.bearers = bearers;
    this.refusal = refusal;
  }

  /** The refusal throws an exception that has the name of what was called. */
  static void install(Path relay, BearerChoice bearers, Consumer<String> refusal) {
    installed = new Datagrams(relay, bearers, refusal);
  }

  public static void connect(DatagramSocket socket, InetAddress address, int port) {
    if (address == null || !remembers(socket, new InetSocketAddress(address, port))) {
      socket.connect(address, port);
    }
  }

  public static void connect(DatagramSocket socket, SocketAddress target) throws IOException {
    if (!remembers(socket, target)) {
      socket.connect(target);
    }
  }

  public static DatagramChannel connect(DatagramChannel channel, SocketAddress target)
      throws IOException {
    return remembers(channel, target) ? channel : channel.connect(target);
  }

  /** Takes the place of a connect that leaves the device; forgets the one before. */
  private static boolean remembers(Object socket, SocketAddress target) {
    installed.peers.remove(socket);
    if (leaves(target)) {
      installed.peers.put(socket, (InetSocketAddress) target);
      return true;
    }
    return false;
  }

  public static void send(DatagramSocket socket, DatagramPacket packet) throws IOException {
    if (packet.getAddress() != null) {
      NetworkGuard.onNetwork();
    }
    InetSocketAddress peer = installed.peers.get(socket);
    if (packet.getAddress() != null && !packet.getAddress().isLoopbackAddress()) {
      peer = new InetSocketAddress(packet.getAddress(), packet.getPort());
    }
    if (peer != null) {
      installed.refuse(peer, "DatagramSocket.send");
    }
    socket.send(packet);
  }

  public static int send(DatagramChannel channel, ByteBuffer data, SocketAddress target)
      throws IOException {
    if (leaves(target)) {
      installed.refuse((InetSocketAddress) target, "DatagramChannel.send");
    }
    return channel.send(data, target);
  }

  public static int write(DatagramChannel channel, ByteBuffer data) throws IOException {
    InetSocketAddress peer = installed.peers.get(channel);
    if (peer != null) {
      installed.refuse(peer, "DatagramChannel.write");
    }
    return channel.write(data);
  }

  /** The address from which a datagram to the peer would go. */
  public static InetAddress getLocalAddress(DatagramSocket socket) {
    return installed.peers.containsKey(socket)
        ? DeviceInterfaces.defaultAddress()
        : socket.getLocalAddress();
  }

  public static InetAddress getInetAddress(DatagramSocket socket) {
    InetSocketAddress peer = installed.peers.get(socket);
    return peer == null ? socket.getInetAddress() : peer.getAddress();
  }

  public static boolean isConnected(DatagramSocket socket) {
    return installed.peers.containsKey(socket) || socket.isConnected();
  }

  public static void disconnect(DatagramSocket socket) {
    installed.peers.remove(socket);
    socket.disconnect();
  }

  private static boolean leaves(SocketAddress target) {
    return target instanceof InetSocketAddress address
        && address.getAddress() != null
        && !address.getAddress().isLoopbackAddress();
  }

  /** What is not carried at all, by name. */
  public static void refuse(String name) {
    installed.refusal.accept(name);
  }

  private void refuse(InetSocketAddress target, String name) throws IOException {
    RelayConnection.noteDatagram(relay, bearers.ofProcess(), target);
    refusal.accept(name);
  }
}
