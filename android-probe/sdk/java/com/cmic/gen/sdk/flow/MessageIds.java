package com.cmic.gen.sdk.flow;

/** Makes the ids of requests; no two are equal. */
public interface MessageIds {
  String next();
}
