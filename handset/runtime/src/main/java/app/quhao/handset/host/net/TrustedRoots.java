package app.quhao.handset.host.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The certificate authorities that the app trusts by default: those of the JDK and those that were
 * added to the device.
 */
public final class TrustedRoots {
  /** The JDK's format without encryption: the content is public. */
  private static final String TYPE = "JKS";

  private static final String PASSWORD = "quhao-roots";

  private TrustedRoots() {}

  /**
   * Writes a trust store into the run folder and makes it the JDK's. Does nothing where no root was
   * added. Must run before the first TLS context is made.
   *
   * @param roots a PEM file, which may be empty
   */
  public static void install(Path roots, Path run) throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(roots);
    if (pem.length == 0) {
      return;
    }
    KeyStore store = copyOfDefault();
    int index = 0;
    for (Certificate root : read(pem)) {
      store.setCertificateEntry("added-" + index++, root);
    }
    Path file = run.resolve("roots.jks");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    System.setProperty("javax.net.ssl.trustStore", file.toString());
    System.setProperty("javax.net.ssl.trustStoreType", TYPE);
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
  }

  /** Reads a PEM file, which may be empty. */
  public static Set<X509Certificate> read(Path pem) throws IOException, GeneralSecurityException {
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    for (Certificate each : read(Files.readAllBytes(pem))) {
      certificates.add((X509Certificate) each);
    }
    return certificates;
  }

  /** The roots that the JDK brings. */
  public static Set<X509Certificate> ofJdk() throws IOException, GeneralSecurityException {
    KeyStore store = copyOfDefault();
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      certificates.add((X509Certificate) store.getCertificate(alias));
    }
    return certificates;
  }

  private static Collection<? extends Certificate> read(byte[] pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem));
  }

  private static KeyStore copyOfDefault() throws IOException, GeneralSecurityException {
    KeyStore copy = KeyStore.getInstance(TYPE);
    copy.load(null, null);
    Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    if (!Files.exists(file)) {
      return copy;
    }
    KeyStore original = KeyStore.getInstance(file.toFile(), (char[]) null);
    for (String alias : Collections.list(original.aliases())) {
      if (original.isCertificateEntry(alias)) {
        copy.setCertificateEntry(alias, original.getCertificate(alias));
      }
    }
    return copy;
  }
}
