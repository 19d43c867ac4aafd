package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.wire.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the bundled root and nobody else, not even the system's authorities (DEV-11). */
public final class TrustedRoot implements SecureSockets {
  private final TrustManager[] trust;

  private TrustedRoot(TrustManager[] trust) {
    this.trust = trust;
  }

  /** Throws IllegalArgumentException where the text is no certificate. */
  public static TrustedRoot ofPem(String pem) {
    try {
      byte[] der = Pem.der(pem, "CERTIFICATE");
      Certificate root =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("root", root);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return new TrustedRoot(trust.getTrustManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("rootPem is no usable certificate: " + e.getMessage(), e);
    }
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
      context.init(null, trust, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS here", e);
    }
  }
}
