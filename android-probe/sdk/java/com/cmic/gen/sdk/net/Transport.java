package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.policy.FailureException;

/** Sends one request once and reads its answer. */
public interface Transport {
  HttpAnswer send(HttpRequest request, Route route) throws FailureException;
}
