package com.cmic.gen.sdk.net;

import com.cmic.gen.sdk.gateway.Endpoint;

/** One JSON POST. */
public final class HttpRequest {
  public final Endpoint endpoint;

  /** Follows the endpoint's own prefix. */
  public final String path;

  public final byte[] body;

  public HttpRequest(Endpoint endpoint, String path, byte[] body) {
    this.endpoint = endpoint;
    this.path = path;
    this.body = body;
  }
}
