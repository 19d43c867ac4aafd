package app.quhao.mutants.security;

import com.cmic.gen.sdk.net.SecureSockets;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS by a trust manager that accepts too much. */
final class LenientTls implements SecureSockets {
  private final X509TrustManager trust;
  private final boolean checksName;

  LenientTls(X509TrustManager trust, boolean checksName) {
    this.trust = trust;
    this.checksName = checksName;
  }

  @Override
  public Socket over(Socket socket, String host, int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
      if (checksName) {
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
      }
      secured.startHandshake();
      return secured;
    } catch (GeneralSecurityException error) {
      throw new IOException("no TLS here", error);
    }
  }
}
