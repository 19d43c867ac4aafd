package app.quhao.handset.host.net;

import app.quhao.handset.host.MethodRewriter.Rewriting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the classes of an app so that channels go through the relay (RelayChannels) and datagrams
 * do not leave the device (Datagrams). Calls by reflection and method handles stay as they are.
 */
public final class ChannelCalls {
  private static final String CHANNELS = Type.getInternalName(RelayChannels.class);
  private static final String DATAGRAMS = Type.getInternalName(Datagrams.class);
  private static final String SOCKET_CHANNEL = "java/nio/channels/SocketChannel";
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
          "java/nio/channels/NetworkChannel", Set.of(LOCAL_ADDRESS),
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

  /** A class whose constant pool has none of them is left as it is. */
  private static final List<String> MENTIONS =
      List.of(
          SOCKET_CHANNEL, ASYNCHRONOUS, DATAGRAM_CHANNEL, DATAGRAM_SOCKET, MULTICAST_SOCKET);

  public static final Rewriting REWRITING = new Rewriting(MENTIONS, Rewritten::new);

  private ChannelCalls() {}

  private static final class Rewritten extends MethodVisitor {
    /** The name of what is refused. */
    private static final int MORE_STACK = 1;

    Rewritten(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + MORE_STACK, locals);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (opcode == Opcodes.INVOKESPECIAL) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        return;
      }
      if (has(REFUSED, owner, name)) {
        super.visitLdcInsn(owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
        call(DATAGRAMS, "refuse", "(Ljava/lang/String;)V");
      }
      boolean isStatic = opcode == Opcodes.INVOKESTATIC;
      if (has(CHANNEL_METHODS, owner, name) && !(isStatic && descriptor.startsWith("()"))) {
        boolean isLocal = name.equals(LOCAL_ADDRESS);
        String receiver = isLocal ? "java/nio/channels/NetworkChannel" : owner;
        call(CHANNELS, name, isStatic ? descriptor : withReceiver(receiver, descriptor));
      } else if (has(DATAGRAM_METHODS, owner, name) && !isOtherForm(owner, name, descriptor)) {
        String receiver = owner.equals(MULTICAST_SOCKET) ? DATAGRAM_SOCKET : owner;
        call(DATAGRAMS, name, withReceiver(receiver, descriptor));
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    /** Writes of several buffers, and sends with a time to live: they need a real connect. */
    private static boolean isOtherForm(String owner, String name, String descriptor) {
      boolean isOfChannel = owner.equals(DATAGRAM_CHANNEL);
      return isOfChannel && name.equals("write") && !descriptor.equals(OF_BUFFER)
          || !isOfChannel && name.equals(SEND) && !descriptor.equals(OF_PACKET);
    }

    private static boolean has(Map<String, Set<String>> table, String owner, String name) {
      return table.getOrDefault(owner, Set.of()).contains(name);
    }

    private static String withReceiver(String type, String descriptor) {
      return "(L" + type + ";" + descriptor.substring(1);
    }

    private void call(String owner, String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
  }
}
