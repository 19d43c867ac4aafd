package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** Each request sets something for all code of the app's process. */
final class ProcessDefaultsChanged implements Parts {
  private final Callable<?> change;

  private ProcessDefaultsChanged(Callable<?> change) {
    this.change = change;
  }

  @Override
  public Transport transport(Transport reference) {
    return (request, route) -> {
      try {
        change.call();
      } catch (Exception error) {
        throw new IllegalStateException(error);
      }
      return reference.send(request, route);
    };
  }

  static Parts hostNameVerifier() {
    return new ProcessDefaultsChanged(
        () -> {
          HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
          return null;
        });
  }

  static Parts tlsSocketFactory() {
    return new ProcessDefaultsChanged(
        () -> {
          HttpsURLConnection.setDefaultSSLSocketFactory(context().getSocketFactory());
          return null;
        });
  }

  static Parts keepAlive() {
    return new ProcessDefaultsChanged(() -> System.setProperty("http.keepAlive", "false"));
  }

  static Parts securityProvider() {
    return new ProcessDefaultsChanged(() -> Security.insertProviderAt(new OwnProvider(), 1));
  }

  /** In seconds. */
  static Parts nameCache() {
    return new ProcessDefaultsChanged(
        () -> {
          Security.setProperty("networkaddress.cache.ttl", "3600");
          return null;
        });
  }

  private static final class OwnProvider extends Provider {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("deprecation") // The constructor with a text came with Java 9.
    OwnProvider() {
      super("Own", 1, "serves nothing");
    }
  }

  private static SSLContext context() throws GeneralSecurityException {
    SSLContext own = SSLContext.getInstance("TLS");
    own.init(null, null, null);
    return own;
  }
}
