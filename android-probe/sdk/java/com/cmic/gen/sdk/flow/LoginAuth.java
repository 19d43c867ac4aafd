package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.cache.Scrip;
import com.cmic.gen.sdk.policy.FailureException;

/** Guide 2.4: retrieves, shows the page; the page asks for the token when the user confirms. */
final class LoginAuth implements Flow {
  private final ScripSource scrips;
  private final PageHost pages;

  LoginAuth(ScripSource scrips, PageHost pages) {
    this.scrips = scrips;
    this.pages = pages;
  }

  @Override
  public void run(Call call) throws FailureException, GatewayRefusal {
    Scrip scrip = scrips.obtain(call);
    if (call.isOpen()) {
      pages.open(call, scrip);
    }
  }
}
