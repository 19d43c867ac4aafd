package app.quhao.handset.device.shadow;

import android.net.ssl.SSLSockets;
import javax.net.ssl.SSLSocket;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/**
 * The JDK's sockets do what Conscrypt's do for this class: they negotiate protocols and keep
 * sessions.
 */
@Implements(SSLSockets.class)
public final class SslSocketsShadow {
  @Implementation
  protected static boolean isSupportedSocket(SSLSocket socket) {
    return true;
  }

  /** Sessions are always kept. */
  @Implementation
  protected static void setUseSessionTickets(SSLSocket socket, boolean useSessionTickets) {}
}
