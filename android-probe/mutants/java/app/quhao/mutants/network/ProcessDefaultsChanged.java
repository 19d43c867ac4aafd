package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Transport;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;

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

  static Parts keepAlive() {
    return new ProcessDefaultsChanged(() -> System.setProperty("http.keepAlive", "false"));
  }
}
