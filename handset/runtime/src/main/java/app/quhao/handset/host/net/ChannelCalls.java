package app.quhao.handset.host.net;

import app.quhao.handset.host.Call;
import app.quhao.handset.host.CallVisitor;
import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that channels go through the relay (RelayChannels) and datagrams
 * do not leave the device (Datagrams). Calls by reflection and method handles stay as they are.
 */
public final class ChannelCalls {
  private static final String CHANNELS = Type.getInternalName(RelayChannels.class);
  private static final String DATAGRAMS = Type.getInternalName(Datagrams.class);
  private static final String SOCKET_CHANNEL = "java/nio/channels/SocketChannel";
  private static final String NETWORK_CHANNEL = "java/nio/channels/NetworkChannel";
  private static final String ASYNCHRONOUS = "java/nio/channels/AsynchronousSocketChannel";
  private static final String DATAGRAM_CHANNEL = "java/nio/channels/DatagramChannel";
  private static final String DATAGRAM_SOCKET = "java/net/DatagramSocket";
  private static final String MULTICAST_SOCKET = "java/net/MulticastSocket";
  private static final String OF_BUFFER = "(Ljava/nio/ByteBuffer;)I";
  private static final String OF_PACKET = "(Ljava/net/DatagramPacket;)V";
  private static final String SEND = "send";
  private static final String CONNECT = "connect";
  private static final String LOCAL_ADDRESS = "getLocalAddress";

  private static final Set<String> OF_DATAGRAM_SOCKET =
      Set.of(CONNECT, SEND, LOCAL_ADDRESS, "getInetAddress", "isConnected", "disconnect");

  /** Methods that are replaced, by the class that the call names. */
  private static final Map<String, Set<String>> CHANNEL_METHODS =
      Map.of(
          SOCKET_CHANNEL, Set.of("open", CONNECT, "getRemoteAddress", LOCAL_ADDRESS),
          NETWORK_CHANNEL, Set.of(LOCAL_ADDRESS),
          "java/net/Socket",
              Set.of(
                  CONNECT,
                  "getRemoteSocketAddress",
                  "getLocalSocketAddress",
                  "getInetAddress",
                  "getPort"));

  private static final Map<String, Set<String>> DATAGRAM_METHODS =
      Map.of(
          DATAGRAM_CHANNEL, Set.of(CONNECT, SEND, "write"),
          DATAGRAM_SOCKET, OF_DATAGRAM_SOCKET,
          MULTICAST_SOCKET, OF_DATAGRAM_SOCKET);

  /** Methods that are refused by name. */
  private static final Map<String, Set<String>> REFUSED =
      Map.of(
          ASYNCHRONOUS, Set.of(CONNECT),
          DATAGRAM_CHANNEL, Set.of("join"),
          "java/nio/channels/MulticastChannel", Set.of("join"),
          DATAGRAM_SOCKET, Set.of("joinGroup"),
          MULTICAST_SOCKET, Set.of("joinGroup"));

  public static final Rewriting REWRITING = new Rewriting(owners(), Rewritten::new);

  private ChannelCalls() {}

  private static List<String> owners() {
    return Stream.of(CHANNEL_METHODS, DATAGRAM_METHODS, REFUSED)
        .flatMap(table -> table.keySet().stream())
        .distinct()
        .toList();
  }

  private static final class Rewritten extends CallVisitor {
    /** The name of what is refused. */
    private static final int MORE_STACK = 1;

    Rewritten(MethodVisitor next) {
      super(next, MORE_STACK);
    }

    @Override
    protected void write(Call call) {
      if (call.isSpecial()) {
        pass(call);
        return;
      }
      if (has(REFUSED, call)) {
        visitLdcInsn(call.ownerName() + "." + call.name());
        callStatic(DATAGRAMS, "refuse", "(Ljava/lang/String;)V");
      }
      if (has(CHANNEL_METHODS, call) && !isOpenOnly(call)) {
        boolean isLocal = call.name().equals(LOCAL_ADDRESS);
        replaceFor(isLocal ? NETWORK_CHANNEL : call.owner(), call, CHANNELS);
      } else if (has(DATAGRAM_METHODS, call) && !isOtherForm(call)) {
        boolean isMulticast = call.owner().equals(MULTICAST_SOCKET);
        replaceFor(isMulticast ? DATAGRAM_SOCKET : call.owner(), call, DATAGRAMS);
      } else {
        pass(call);
      }
    }

    /** SocketChannel.open(), which connects nothing. */
    private static boolean isOpenOnly(Call call) {
      return call.isStatic() && call.descriptor().startsWith("()");
    }

    /** Writes of several buffers, and sends with a time to live: they need a real connect. */
    private static boolean isOtherForm(Call call) {
      boolean isOfChannel = call.owner().equals(DATAGRAM_CHANNEL);
      String descriptor = call.descriptor();
      return isOfChannel && call.name().equals("write") && !descriptor.equals(OF_BUFFER)
          || !isOfChannel && call.name().equals(SEND) && !descriptor.equals(OF_PACKET);
    }

    private static boolean has(Map<String, Set<String>> table, Call call) {
      return table.getOrDefault(call.owner(), Set.of()).contains(call.name());
    }

    /** Our method takes a supertype of the receiver. */
    private void replaceFor(String receiver, Call call, String ours) {
      callStatic(ours, call.name(), call.staticDescriptor(receiver));
    }
  }
}
