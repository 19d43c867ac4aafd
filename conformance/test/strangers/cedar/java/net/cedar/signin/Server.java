package net.cedar.signin;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Where the gateway is, and whom it is known by. */
final class Server {
  static final String NUMBER = "/unisdk/rs/getPrePhonescrip";
  static final String TICKET = "/unisdk/rs/getAuthToken";
  final String[] bases;
  final String ticketBase;
  final String keyId;
  final String publicKey;
  final SSLSocketFactory tls;

  Server(String mobile, String unicom, String telecom, String ticket, String root, String keyId, String publicKey)
      throws Exception {
    bases = new String[] {bare(mobile), bare(unicom), bare(telecom)};
    ticketBase = bare(ticket);
    this.keyId = keyId;
    this.publicKey = publicKey;
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int n = 0;
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(root.getBytes(StandardCharsets.US_ASCII)))) {
      store.setCertificateEntry("root" + n++, one);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    tls = context.getSocketFactory();
  }

  private static String bare(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** The base among ours to which a redirect leads, or null. */
  boolean known(String url) {
    Place to = Place.of(url);
    if (to == null) {
      return false;
    }
    for (String base : bases) {
      if (to.same(Place.of(base + NUMBER))) {
        return true;
      }
    }
    return false;
  }
}
