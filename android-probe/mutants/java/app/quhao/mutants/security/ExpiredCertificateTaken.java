package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.TlsFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

final class ExpiredCertificateTaken implements Parts {
  @Override
  public TlsFactory tls(TlsFactory reference) {
    return root -> new LenientTls(new Timeless((X509TrustManager) root.trustManagers()[0]), true);
  }

  private static final class Timeless implements X509TrustManager {
    private final X509TrustManager strict;

    Timeless(X509TrustManager strict) {
      this.strict = strict;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      strict.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      try {
        strict.checkServerTrusted(chain, authType);
      } catch (CertificateException error) {
        if (!isAboutTime(error)) {
          throw error;
        }
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return strict.getAcceptedIssuers();
    }

    private static boolean isAboutTime(Throwable error) {
      for (Throwable cause = error; cause != null; cause = cause.getCause()) {
        if (cause instanceof CertificateExpiredException) {
          return true;
        }
      }
      return false;
    }
  }
}
