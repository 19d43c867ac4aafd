package com.cmic.gen.sdk.wire;

import com.cmic.gen.sdk.policy.AppCredentials;

/** Who asks, on what device and when, as both requests say it. */
public final class Caller {
  final String appId;
  final String appKey;
  final String packageName;
  final String certificateMd5;
  final String operatorType;
  final String networkType;
  final String time;

  public Caller(AppCredentials app, AppIdentity identity, Moment moment) {
    appId = app.appId;
    appKey = app.appKey;
    packageName = identity.packageName;
    certificateMd5 = identity.certificateMd5;
    operatorType = moment.operatorType;
    networkType = moment.networkType;
    time = moment.time;
  }

  /** The device when it asks; the time is WireTime's. */
  public static final class Moment {
    private final String operatorType;
    private final String networkType;
    private final String time;

    public Moment(String operatorType, String networkType, String time) {
      this.operatorType = operatorType;
      this.networkType = networkType;
      this.time = time;
    }
  }
}
