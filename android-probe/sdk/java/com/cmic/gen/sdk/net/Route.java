package com.cmic.gen.sdk.net;

/** How a request travels: over which bearer, by whose TLS, and on behalf of which call. */
public final class Route {
  public final Bearer bearer;

  /** Used for https endpoints only. */
  public final SecureSockets secure;

  public final Tenure tenure;

  public Route(Bearer bearer, SecureSockets secure, Tenure tenure) {
    this.bearer = bearer;
    this.secure = secure;
    this.tenure = tenure;
  }
}
