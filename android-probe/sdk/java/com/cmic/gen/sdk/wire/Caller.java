package com.cmic.gen.sdk.wire;

/** Who asks, as both requests tell it. */
public final class Caller {
  final String appId;
  final String appKey;
  final String packageName;
  final String certificateMd5;
  final String operatorType;
  final String networkType;

  public Caller(
      String appId, String appKey, AppIdentity identity, String operatorType, String networkType) {
    this.appId = appId;
    this.appKey = appKey;
    this.packageName = identity.packageName;
    this.certificateMd5 = identity.certificateMd5;
    this.operatorType = operatorType;
    this.networkType = networkType;
  }
}
