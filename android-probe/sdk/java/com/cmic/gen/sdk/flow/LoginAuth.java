package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.FailureException;
import java.util.concurrent.Executor;

/** Guide 2.4: retrieve, show the page, and ask for the token when the user has confirmed. */
final class LoginAuth implements Engine.Flow {
  private final ScripSource scrips;
  private final TokenSource tokens;
  private final PageHost pages;
  private final Executor workers;

  LoginAuth(ScripSource scrips, TokenSource tokens, PageHost pages, Executor workers) {
    this.scrips = scrips;
    this.tokens = tokens;
    this.pages = pages;
    this.workers = workers;
  }

  @Override
  public void run(Call call) throws FailureException, GatewayRefusal {
    Scrip scrip = scrips.obtain(call);
    if (!call.isOpen()) return;
    long leftMillis = call.pause();
    LoginSession session = new LoginSession(call, scrip, leftMillis, tokens, workers);
    pages.open(session);
    if (call.policies.asksTokenBeforePress()) session.askAhead();
  }
}
