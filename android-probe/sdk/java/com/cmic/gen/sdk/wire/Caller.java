package com.cmic.gen.sdk.wire;

import com.cmic.gen.sdk.policy.AppCredentials;

/** Who asks, as both requests say it. */
public final class Caller {
  final String appId;
  final String appKey;
  final String packageName;
  final String certificateMd5;
  final String operatorType;
  final String networkType;

  public Caller(AppCredentials app, AppIdentity identity, String operatorType, String networkType) {
    appId = app.appId;
    appKey = app.appKey;
    packageName = identity.packageName;
    certificateMd5 = identity.certificateMd5;
    this.operatorType = operatorType;
    this.networkType = networkType;
  }
}
