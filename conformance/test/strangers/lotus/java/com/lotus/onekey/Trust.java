package com.lotus.onekey;

import javax.net.ssl.SSLSocketFactory;

final class Trust {
  private Trust() {}

  static volatile boolean refusedOnce;

  static SSLSocketFactory factory(Setup setup) {
    if (Variant.is("trust-after-refusal") && refusedOnce) {
      return anybody();
    }
    return setup.tls;
  }

  private static SSLSocketFactory anybody() {
    try {
      javax.net.ssl.SSLContext all = javax.net.ssl.SSLContext.getInstance("TLS");
      all.init(
          null,
          new javax.net.ssl.TrustManager[] {
            new javax.net.ssl.X509TrustManager() {
              @Override
              public void checkClientTrusted(java.security.cert.X509Certificate[] c, String a) {}

              @Override
              public void checkServerTrusted(java.security.cert.X509Certificate[] c, String a) {}

              @Override
              public java.security.cert.X509Certificate[] getAcceptedIssuers() {
                return new java.security.cert.X509Certificate[0];
              }
            }
          },
          null);
      return all.getSocketFactory();
    } catch (java.security.GeneralSecurityException error) {
      throw new AssertionError(error);
    }
  }
}
