package com.cmic.gen.sdk.flow;

import com.cmic.gen.sdk.gateway.Endpoint;
import com.cmic.gen.sdk.policy.FailureException;

/** Decides where a redirect of the number request may lead. */
public interface Redirects {
  /** Throws where the SDK does not follow. */
  Endpoint target(Call call, String url) throws FailureException;
}
