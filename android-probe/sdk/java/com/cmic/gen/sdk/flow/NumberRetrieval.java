package com.cmic.gen.sdk.flow;

import android.net.Network;
import android.security.NetworkSecurityPolicy;
import com.cmic.gen.sdk.device.Radio;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.net.CellularSwitch;
import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.policy.ResultCode;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;
import java.security.GeneralSecurityException;
import org.json.JSONException;

/** wire.md §2: over mobile data, with at most one redirect to another operator. */
final class NumberRetrieval {
  private final Radio radio;
  private final GatewayClient client;

  NumberRetrieval(Radio radio, GatewayClient client) {
    this.radio = radio;
    this.client = client;
  }

  NumberAnswer retrieve(Call call) throws FailureException, GatewayRefusal {
    checkCleartext(call.gateway.mobile);
    if (!call.policies.asksOverCellular()) return ask(call, defaultNetwork());
    try {
      return overCellular(call);
    } catch (FailureException e) {
      if (!call.policies.fallsBackToDefault()) throw e;
      return ask(call, defaultNetwork());
    }
  }

  private NumberAnswer overCellular(Call call) throws FailureException, GatewayRefusal {
    call.enter(Call.Stage.SWITCHING);
    CellularSwitch cellular = new CellularSwitch(radio.connectivity(), call.policies);
    CellularSwitch.Request granted = cellular.acquire(call.limit(), call.resources());
    boolean timedOut = false;
    try {
      call.enter(Call.Stage.ASKING);
      return ask(call, granted.network());
    } catch (FailureException e) {
      timedOut = e.failure == Failure.TIMEOUT;
      throw e;
    } finally {
      call.resources().release(granted, timedOut);
    }
  }

  private NumberAnswer ask(Call call, Network network) throws FailureException, GatewayRefusal {
    NumberRequest request = client.numberRequest(call);
    GatewayAnswer answer = askMobile(call, network, request);
    if (answer.isRedirect()) answer = follow(call, network, request, answer.text("redirect"));
    if (!answer.isSuccess())
      throw new GatewayRefusal(call.policies.codeOfGateway(answer.resultCode));
    try {
      return request.open(answer.json);
    } catch (GeneralSecurityException | JSONException | IllegalArgumentException e) {
      throw new FailureException(Failure.WRONG_ANSWER, e);
    }
  }

  private GatewayAnswer askMobile(Call call, Network network, NumberRequest request)
      throws FailureException {
    while (true) {
      try {
        return client.askNumber(call, network, call.gateway.mobile, request);
      } catch (FailureException e) {
        if (!call.isOpen() || !call.policies.repeatsAfter(e.failure)) throw e;
      }
    }
  }

  /** The same body once more, at the subscriber's own operator, on the same bearer. */
  private GatewayAnswer follow(Call call, Network network, NumberRequest request, String target)
      throws FailureException, GatewayRefusal {
    if (call.api == Api.MOBILE_AUTH) {
      throw new FailureException(Failure.OTHER_OPERATOR, "the subscriber is another operator's");
    }
    Endpoint endpoint = known(call, target);
    checkCleartext(endpoint);
    GatewayAnswer answer;
    try {
      answer = client.askNumber(call, network, endpoint, request);
    } catch (FailureException e) {
      throw new FailureException(afterRedirect(e.failure), e);
    }
    if (!answer.isSuccess() && ResultCode.find(answer.resultCode) == null) {
      throw new FailureException(Failure.REDIRECT_REFUSED, "a code outside section 5");
    }
    return answer;
  }

  /** Only the SDK's own table may be led to; anything else is a redirect that failed. */
  private static Endpoint known(Call call, String target) throws FailureException {
    if (target.endsWith(NumberRequest.PATH)) {
      String base = target.substring(0, target.length() - NumberRequest.PATH.length());
      try {
        Endpoint endpoint = Endpoint.of(base);
        if (call.gateway.numberHosts().contains(endpoint)) return endpoint;
      } catch (IllegalArgumentException e) {
        throw new FailureException(Failure.REDIRECT_FAILED, e);
      }
    }
    throw new FailureException(
        Failure.REDIRECT_FAILED, "the redirect leads to none of the SDK's hosts");
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

  private Network defaultNetwork() throws FailureException {
    Network network = radio.defaultNetwork();
    if (network == null) throw new FailureException(Failure.NO_NETWORK, "no default network");
    return network;
  }

  /** Raw sockets obey no policy of the app by themselves (guide 2.3, ENV-08). */
  private static void checkCleartext(Endpoint endpoint) throws FailureException {
    if (NetworkSecurityPolicy.getInstance().isCleartextTrafficPermitted(endpoint.lookupName()))
      return;
    throw new FailureException(
        Failure.CLEARTEXT_REFUSED, "the app permits no cleartext to " + endpoint.host);
  }
}
