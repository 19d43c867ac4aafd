package com.cmic.gen.sdk.flow;

import android.content.Context;
import android.net.Network;
import com.cmic.gen.sdk.device.Identity;
import com.cmic.gen.sdk.device.Radio;
import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.gateway.SdkSetup;
import com.cmic.gen.sdk.net.AnyCertificate;
import com.cmic.gen.sdk.net.Bearer;
import com.cmic.gen.sdk.net.HttpPost;
import com.cmic.gen.sdk.net.NetworkBearer;
import com.cmic.gen.sdk.net.SecureSockets;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.Caller;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;
import com.cmic.gen.sdk.wire.TokenRequest;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * The SDK's two requests, each sent once over a given network and judged as far as both are alike.
 */
final class GatewayClient {
  private final Context context;
  private final Radio radio;
  private final SecureRandom random;

  GatewayClient(Context context, Radio radio, SecureRandom random) {
    this.context = context;
    this.radio = radio;
    this.random = random;
  }

  NumberRequest numberRequest(Call call) throws FailureException {
    try {
      return NumberRequest.make(
          caller(call), SdkSetup.VERSION, call.gateway.key, call.traceId(), random);
    } catch (GeneralSecurityException e) {
      throw new FailureException(Failure.INTERNAL, e);
    }
  }

  GatewayAnswer askNumber(Call call, Network network, Endpoint endpoint, NumberRequest request)
      throws FailureException {
    boolean onBearer = call.policies.resolvesOnBearer();
    Network byDefault = radio.defaultNetwork();
    Network names = onBearer || byDefault == null ? network : byDefault;
    HttpPost post = post(call, new NetworkBearer(network, names));
    return GatewayAnswer.judge(
        post.send(endpoint, NumberRequest.PATH, request.body()), request.messageId);
  }

  GatewayAnswer askToken(Call call, Network network, String scrip, String capability)
      throws FailureException {
    byte[] body;
    try {
      body = TokenRequest.body(caller(call), SdkSetup.VERSION, call.traceId(), scrip, capability);
    } catch (GeneralSecurityException e) {
      throw new FailureException(Failure.INTERNAL, e);
    }
    HttpPost post = post(call, new NetworkBearer(network, network));
    return GatewayAnswer.judge(
        post.send(call.gateway.token, TokenRequest.PATH, body), call.traceId());
  }

  private HttpPost post(Call call, Bearer bearer) {
    SecureSockets secure =
        call.policies.trustsAnyCertificate() ? new AnyCertificate() : call.gateway.root;
    return new HttpPost(bearer, secure, call::limit, call.resources());
  }

  private Caller caller(Call call) throws FailureException {
    return new Caller(
        call.appId,
        call.appKey,
        Identity.read(context),
        call.sim().operatorType(),
        call.networkType());
  }
}
