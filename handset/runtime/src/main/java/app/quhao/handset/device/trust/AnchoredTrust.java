package app.quhao.handset.device.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's validator for a set of anchors, with Android's words where no anchor is reached. */
public final class AnchoredTrust {
  private final Set<X509Certificate> anchors;
  private final X509ExtendedTrustManager manager;

  public AnchoredTrust(Set<X509Certificate> anchors) throws CertificateException {
    this.anchors = Set.copyOf(anchors);
    try {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(null, null);
      int number = 0;
      for (X509Certificate anchor : anchors) {
        store.setCertificateEntry("anchor-" + number++, anchor);
      }
      // By its provider: the default factory leads here.
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
      factory.init(store);
      manager = anchors.isEmpty() ? null : (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("The trust anchors cannot be used", e);
    }
  }

  public X509Certificate[] anchors() {
    return anchors.toArray(X509Certificate[]::new);
  }

  private interface Check {
    void run() throws CertificateException;
  }

  public void checkClient(X509Certificate[] chain, String type) throws CertificateException {
    check(() -> manager.checkClientTrusted(chain, type));
  }

  /** Returns the chain up to its anchor. */
  public List<X509Certificate> checkServer(X509Certificate[] chain, String type)
      throws CertificateException {
    check(() -> manager.checkServerTrusted(chain, type));
    return anchored(chain);
  }

  public List<X509Certificate> checkServer(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(() -> manager.checkServerTrusted(chain, type, socket));
    return anchored(chain);
  }

  public List<X509Certificate> checkServer(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(() -> manager.checkServerTrusted(chain, type, engine));
    return anchored(chain);
  }

  private void check(Check check) throws CertificateException {
    if (manager == null) {
      throw noAnchor();
    }
    try {
      check.run();
    } catch (CertificateException e) {
      throw e.getCause() instanceof CertPathBuilderException ? noAnchor() : e;
    }
  }

  private static CertificateException noAnchor() {
    return new CertificateException(
        new CertPathValidatorException("Trust anchor for certification path not found."));
  }

  /** The certificates that the server sent up to the one that an anchor has issued, and the anchor. */
  private List<X509Certificate> anchored(X509Certificate[] sent) {
    List<X509Certificate> chain = new ArrayList<>();
    X509Certificate last = sent[0];
    chain.add(last);
    while (!anchors.contains(last)) {
      X509Certificate issuer = issuerOf(last, anchors);
      if (issuer == null) {
        issuer = issuerOf(last, List.of(sent));
      }
      if (issuer == null || chain.contains(issuer)) {
        break;
      }
      chain.add(issuer);
      last = issuer;
    }
    return chain;
  }

  private static X509Certificate issuerOf(
      X509Certificate issued, Iterable<X509Certificate> candidates) {
    for (X509Certificate each : candidates) {
      if (each.getSubjectX500Principal().equals(issued.getIssuerX500Principal())
          && hasSigned(each, issued)) {
        return each;
      }
    }
    return null;
  }

  public static boolean hasSigned(X509Certificate issuer, X509Certificate issued) {
    try {
      issued.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
