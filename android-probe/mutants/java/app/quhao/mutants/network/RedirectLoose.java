package app.quhao.mutants.network;

import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.flow.Redirects;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberRequest;
import java.util.function.BiPredicate;

/** Takes more URLs for an operator's than those that it is configured with. */
final class RedirectLoose implements Parts {
  private final BiPredicate<String, Endpoint> isKnown;

  RedirectLoose(BiPredicate<String, Endpoint> isKnown) {
    this.isKnown = isKnown;
  }

  static boolean beginsAsKnown(String url, Endpoint known) {
    return url.startsWith(known.toString());
  }

  static boolean endsAsKnown(String url, Endpoint known) {
    return hostOf(url).endsWith(known.host);
  }

  static boolean mentionsKnown(String url, Endpoint known) {
    return url.contains(known.host);
  }

  static boolean hasKnownHost(String url, Endpoint known) {
    return hostOf(url).equals(known.host);
  }

  @Override
  public Redirects redirects(Redirects reference) {
    return (call, url) -> {
      for (Endpoint known : call.gateway.numberHosts()) {
        if (isKnown.test(url, known)) {
          return endpointOf(url);
        }
      }
      return reference.target(call, url);
    };
  }

  private static String hostOf(String url) {
    return Endpoint.of(url).host;
  }

  private static Endpoint endpointOf(String url) throws FailureException {
    try {
      return Endpoint.of(url.replace(NumberRequest.PATH, ""));
    } catch (IllegalArgumentException error) {
      throw new FailureException(Failure.REDIRECT_FAILED, error);
    }
  }
}
