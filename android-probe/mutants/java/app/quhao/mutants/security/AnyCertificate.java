package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.TlsFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

final class AnyCertificate implements Parts {
  @Override
  public TlsFactory tls(TlsFactory reference) {
    return root -> new LenientTls(new NoQuestions(), false);
  }

  private static final class NoQuestions implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
