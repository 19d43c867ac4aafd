package app.quhao.handset.device.network;

import app.quhao.handset.host.net.RelayChannels;
import app.quhao.handset.host.net.RelaySocketImpl;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Socket;
import java.net.SocketException;

/**
 * Implements Network.bindSocket. The socket's implementation is private in the JDK: --add-opens
 * java.base/java.net=ALL-UNNAMED.
 */
public final class BoundSocket {
  private BoundSocket() {}

  public static void bind(Socket socket, String bearer) throws IOException {
    if (socket.isConnected()) {
      throw new SocketException("Socket is connected");
    }
    if (socket.getChannel() != null) {
      RelayChannels.bind(socket.getChannel(), bearer);
      return;
    }
    if (!(implementation(socket) instanceof RelaySocketImpl relaySocket)) {
      throw new SocketException("Not a socket of this handset: " + socket.getClass().getName());
    }
    // Forces the creation of the socket, as the framework does.
    socket.getReuseAddress();
    relaySocket.bindToBearer(bearer);
  }

  private static Object implementation(Socket socket) throws SocketException {
    try {
      Field field = Socket.class.getDeclaredField("impl");
      field.setAccessible(true);
      return field.get(socket);
    } catch (ReflectiveOperationException e) {
      SocketException failure = new SocketException("This JDK hides Socket.impl");
      failure.initCause(e);
      throw failure;
    }
  }
}
