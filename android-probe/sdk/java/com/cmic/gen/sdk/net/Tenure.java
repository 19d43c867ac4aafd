package com.cmic.gen.sdk.net;

/** How long a request may last, and what closes its socket earlier. */
public final class Tenure {
  public final Limit limit;
  public final CallResources resources;

  public Tenure(Limit limit, CallResources resources) {
    this.limit = limit;
    this.resources = resources;
  }
}
