package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.policy.Api;

/** The right that a token is asked for: `login` gives the number, `check` answers a question (guide 2.4, 3.4). */
public interface Capabilities {
  Capabilities REFERENCE = api -> api == Api.MOBILE_AUTH ? "check" : "login";

  String of(Api api);
}
