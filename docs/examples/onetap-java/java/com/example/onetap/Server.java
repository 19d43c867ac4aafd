package com.example.onetap;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Where the gateway is, whom the SDK trusts there, and the key that seals number requests. */
final class Server {
  final String numberUrl;
  final String tokenUrl;
  final String keyId;
  final PublicKey key;
  final SSLSocketFactory tls;

  Server(String numberUrl, String tokenUrl, String rootPem, String keyId, String publicKeyPem) {
    this.numberUrl = numberUrl + "/unisdk/rs/getPrePhonescrip";
    this.tokenUrl = tokenUrl + "/unisdk/rs/getAuthToken";
    this.keyId = keyId;
    try {
      byte[] der = Base64.getMimeDecoder().decode(publicKeyPem.replaceAll("-----[A-Z ]+-----", ""));
      key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      tls = trusting(rootPem);
    } catch (Exception error) {
      throw new IllegalArgumentException("no usable key or certificate", error);
    }
  }

  private static SSLSocketFactory trusting(String rootPem) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem = rootPem.getBytes(StandardCharsets.UTF_8);
    store.setCertificateEntry(
        "root",
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return context(trust).getSocketFactory();
  }

  private static SSLContext context(TrustManagerFactory trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
