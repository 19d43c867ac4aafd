package app.quhao.handset.device.shadow;

import android.net.Network;
import app.quhao.handset.device.Handset;
import app.quhao.handset.device.network.BoundSocket;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.annotation.RealObject;

/**
 * Binds sockets and resolves names of a network. The framework's own socket factory and URL
 * connections call these methods.
 */
@Implements(Network.class)
public final class NetworkShadow {
  @RealObject private Network realNetwork;

  @Implementation
  protected void bindSocket(Socket socket) throws IOException {
    BoundSocket.bind(socket, bearer());
  }

  @Implementation
  protected void bindSocket(DatagramSocket socket) throws IOException {
    throw new SocketException("The handset does not support datagrams (docs/limits.md)");
  }

  @Implementation
  protected void bindSocket(FileDescriptor descriptor) throws IOException {
    throw new SocketException("The handset does not support file descriptors of sockets (docs/limits.md)");
  }

  @Implementation
  protected InetAddress[] getAllByName(String host) throws UnknownHostException {
    String bearer = Handset.current().services().connectivity().bearerOf(realNetwork);
    if (bearer == null) {
      throw new UnknownHostException(
          "Unable to resolve host \"" + host + "\": No address associated with hostname");
    }
    return Handset.current().seam().network().names().lookUp(bearer, host);
  }

  @Implementation
  protected InetAddress getByName(String host) throws UnknownHostException {
    return getAllByName(host)[0];
  }

  /** Throws if the network is gone. A phone reports EPERM or ENONET. */
  private String bearer() throws SocketException {
    String bearer = Handset.current().services().connectivity().bearerOf(realNetwork);
    if (bearer == null) {
      throw new SocketException(
          "Binding socket to network "
              + realNetwork
              + " failed: ENONET (Machine is not on the network)");
    }
    return bearer;
  }
}
