package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.NumberRequest;

/** Follows to the three operators' own hosts and nowhere else (DEV-12). */
final class KnownRedirects implements Redirects {
  @Override
  public Endpoint target(Call call, String url) throws FailureException {
    if (url.endsWith(NumberRequest.PATH)) {
      String base = url.substring(0, url.length() - NumberRequest.PATH.length());
      try {
        Endpoint endpoint = Endpoint.of(base);
        if (call.gateway.numberHosts().contains(endpoint)) {
          return endpoint;
        }
      } catch (IllegalArgumentException error) {
        throw new FailureException(Failure.REDIRECT_FAILED, error);
      }
    }
    throw new FailureException(
        Failure.REDIRECT_FAILED, "the redirect leads to none of the SDK's hosts");
  }
}
