package com.cmic.gen.sdk.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS that verifies the chain against a root, and the certificate's name against the host. */
public final class VerifiedTls implements SecureSockets {
  private final TrustedRoot root;

  public VerifiedTls(TrustedRoot root) {
    this.root = root;
  }

  @Override
  public Socket over(Socket socket, String host, int port) throws IOException {
    SSLSocket secured = (SSLSocket) factory().createSocket(socket, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without it a JSSE socket does not compare the certificate's name with the host.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** A context of its own each time: a resumed session would not look at the chain again. */
  private SSLSocketFactory factory() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, root.trustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException error) {
      throw new IOException("no TLS here", error);
    }
  }
}
