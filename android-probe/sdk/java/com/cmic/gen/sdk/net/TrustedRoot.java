package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.wire.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The bundled root as the only authority; those of the system are not trusted (DEV-11). */
public final class TrustedRoot {
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
    } catch (GeneralSecurityException | IOException error) {
      throw new IllegalArgumentException(
          "rootPem is no usable certificate: " + error.getMessage(), error);
    }
  }

  public TrustManager[] trustManagers() {
    return trust.clone();
  }
}
