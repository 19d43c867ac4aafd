package app.quhao.variants.net;

import com.cmic.gen.sdk.net.SecureSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Makes TLS for HttpsURLConnection by the SDK's own trust. */
final class BorrowedTls extends SSLSocketFactory {
  private final SecureSockets secure;

  BorrowedTls(SecureSockets secure) {
    this.secure = secure;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return secure.over(socket, host, port);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return secure.over(new Socket(host, port), host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return secure.over(new Socket(host, port, local, localPort), host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return secure.over(new Socket(host, port), host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return secure.over(new Socket(host, port, local, localPort), host.getHostName(), port);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
  }
}
