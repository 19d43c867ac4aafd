package com.cmic.gen.sdk.policy;

/** appId and appKey as the app passed them; either may be null. */
public final class AppCredentials {
  public final String appId;
  public final String appKey;

  public AppCredentials(String appId, String appKey) {
    this.appId = appId;
    this.appKey = appKey;
  }
}
