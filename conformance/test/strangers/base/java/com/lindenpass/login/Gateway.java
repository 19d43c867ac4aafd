package com.lindenpass.login;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.SSLSocketFactory;

/** Where the gateway is, and how it is known. */
final class Gateway {
  private static final String NUMBER_PATH = "/unisdk/rs/getPrePhonescrip";
  private static final String TOKEN_PATH = "/unisdk/rs/getAuthToken";

  final String[] numberBases;
  final String tokenUrl;
  final String keyId;
  final PublicKey key;
  final SSLSocketFactory tls;

  /** `numberBases`: China Mobile, China Unicom, China Telecom. */
  Gateway(String[] numberBases, String tokenBase, String rootPem, String[] key) {
    this.numberBases = numberBases;
    tokenUrl = tokenBase + TOKEN_PATH;
    keyId = key[0];
    try {
      byte[] der = Base64.getMimeDecoder().decode(key[1].replaceAll("-----[A-Z ]+-----", ""));
      this.key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      tls = Trust.only(rootPem);
    } catch (Exception error) {
      throw new IllegalArgumentException("the key or the root certificate is unusable", error);
    }
  }

  /** Where a number request goes first. */
  String numberUrl(Device device) {
    return numberBases[0] + NUMBER_PATH;
  }

  boolean mayRedirectTo(String url) {
    return Redirects.isKnown(url, numberBases, NUMBER_PATH);
  }
}
