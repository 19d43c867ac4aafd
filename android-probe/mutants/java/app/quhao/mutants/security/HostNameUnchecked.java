package app.quhao.mutants.security;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.TlsFactory;
import javax.net.ssl.X509TrustManager;

final class HostNameUnchecked implements Parts {
  @Override
  public TlsFactory tls(TlsFactory reference) {
    return root -> new LenientTls((X509TrustManager) root.trustManagers()[0], false);
  }
}
