package com.cmic.gen.sdk.flow;

import android.net.Network;
import android.security.NetworkSecurityPolicy;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.CodePolicy;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;
import java.security.GeneralSecurityException;
import org.json.JSONException;

/** wire.md §2: China Mobile's host first, with at most one redirect to another operator. */
final class RedirectingExchange implements NumberExchange {
  private final RequestWriter requests;
  private final GatewayClient client;
  private final Redirects redirects;
  private final CodePolicy codes;

  RedirectingExchange(
      RequestWriter requests, GatewayClient client, Redirects redirects, CodePolicy codes) {
    this.requests = requests;
    this.client = client;
    this.redirects = redirects;
    this.codes = codes;
  }

  @Override
  public NumberAnswer ask(Call call, Network network) throws FailureException, GatewayRefusal {
    checkCleartext(call.gateway.mobile);
    NumberRequest request = requests.numberRequest(call);
    Target mobile = new Target(network, call.gateway.mobile);
    GatewayAnswer answer = client.askNumber(call, mobile, request);
    if (answer.isRedirect()) {
      Endpoint other = other(call, answer.text("redirect"));
      answer = follow(call, new Target(network, other), request);
    }
    if (!answer.isSuccess()) {
      throw new GatewayRefusal(codes.codeOfGateway(answer.resultCode));
    }
    try {
      return request.open(answer.json);
    } catch (GeneralSecurityException | JSONException | IllegalArgumentException error) {
      throw new FailureException(Failure.WRONG_ANSWER, error);
    }
  }

  private Endpoint other(Call call, String url) throws FailureException {
    if (call.api == Api.MOBILE_AUTH) {
      throw new FailureException(Failure.OTHER_OPERATOR, "the subscriber is another operator's");
    }
    Endpoint endpoint = redirects.target(call, url);
    checkCleartext(endpoint);
    return endpoint;
  }

  /** The same body once more, at the subscriber's own operator, on the same bearer. */
  private GatewayAnswer follow(Call call, Target target, NumberRequest request)
      throws FailureException {
    GatewayAnswer answer;
    try {
      answer = client.askNumber(call, target, request);
    } catch (FailureException error) {
      throw new FailureException(afterRedirect(error.failure), error);
    }
    if (!answer.isSuccess() && ResultCode.find(answer.resultCode) == null) {
      throw new FailureException(Failure.REDIRECT_REFUSED, "a code outside section 5");
    }
    return answer;
  }

  private static Failure afterRedirect(Failure failure) {
    switch (failure) {
      case TIMEOUT:
      case INTERNAL:
        return failure;
      case UNPARSABLE:
      case WRONG_ANSWER:
        return Failure.REDIRECT_REFUSED;
      default:
        return Failure.REDIRECT_FAILED;
    }
  }

  /** Raw sockets obey no policy of the app by themselves (guide 2.3, ENV-08). */
  private static void checkCleartext(Endpoint endpoint) throws FailureException {
    if (!NetworkSecurityPolicy.getInstance().isCleartextTrafficPermitted(endpoint.lookupName())) {
      throw new FailureException(
          Failure.CLEARTEXT_REFUSED, "the app permits no cleartext to " + endpoint.host);
    }
  }
}
