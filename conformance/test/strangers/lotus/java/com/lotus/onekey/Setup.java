package com.lotus.onekey;

import android.content.Context;
import android.util.Base64;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Where the gateway is and whom to trust. */
public final class Setup {
  static volatile Setup now;

  final String[] bases;
  final String token;
  final SSLSocketFactory tls;
  final String keyId;
  final PublicKey key;

  private Setup(String[] bases, String token, SSLSocketFactory tls, String keyId, PublicKey key) {
    this.bases = bases;
    this.token = token;
    this.tls = tls;
    this.keyId = keyId;
    this.key = key;
  }

  public static void install(
      Context context, String cm, String cu, String ct, String token, String rootPem, String keyId,
      String keyPem) {
    Engine.of(context);
    try {
      Certificate root =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(rootPem.getBytes(StandardCharsets.US_ASCII)));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("root", root);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      String bare = keyPem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      PublicKey key =
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.decode(bare, Base64.DEFAULT)));
      now =
          new Setup(
              new String[] {cm, cu, ct}, token, tls.getSocketFactory(), keyId, key);
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }
}
