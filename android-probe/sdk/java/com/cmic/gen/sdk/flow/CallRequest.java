package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.Api;
import com.cmic.gen.sdk.policy.AppCredentials;

/** What the app asks for. */
public final class CallRequest {
  public final Api api;
  public final AppCredentials app;
  public final Reply reply;

  public CallRequest(Api api, AppCredentials app, Reply reply) {
    this.api = api;
    this.app = app;
    this.reply = reply;
  }
}
