package com.cmic.gen.sdk.flow;

import android.net.Network;
import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.net.Bearers;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Tenure;
import com.cmic.gen.sdk.net.TlsFactory;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.FailureException;
import com.cmic.gen.sdk.wire.GatewayAnswer;
import com.cmic.gen.sdk.wire.NumberRequest;
import com.cmic.gen.sdk.wire.TokenRequest;

/** Sends both requests as HTTP and judges their answers as far as both are alike. */
final class HttpGatewayClient implements GatewayClient {
  private final Transport transport;
  private final Bearers bearers;
  private final TlsFactory tls;
  private final RequestWriter requests;

  HttpGatewayClient(Transport transport, Bearers bearers, TlsFactory tls, RequestWriter requests) {
    this.transport = transport;
    this.bearers = bearers;
    this.tls = tls;
    this.requests = requests;
  }

  @Override
  public GatewayAnswer askNumber(Call call, Target target, NumberRequest request)
      throws FailureException {
    HttpRequest post = new HttpRequest(target.endpoint, NumberRequest.PATH, request.body());
    HttpAnswer answer = transport.send(post, route(call, target.network));
    return GatewayAnswer.judge(answer, request.messageId);
  }

  @Override
  public GatewayAnswer askToken(Call call, Network network, Scrip scrip) throws FailureException {
    TokenRequest request = requests.tokenRequest(call, scrip);
    HttpRequest post = new HttpRequest(call.gateway.token, TokenRequest.PATH, request.body());
    HttpAnswer answer = transport.send(post, route(call, network));
    return GatewayAnswer.judge(answer, request.messageId);
  }

  private Route route(Call call, Network network) {
    Tenure tenure = new Tenure(call.limit(), call.resources());
    return new Route(bearers.over(network), tls.trusting(call.gateway.root), tenure);
  }
}
