package com.cmic.gen.sdk.wire;

/** The calling app as the system signs for it. */
public final class AppIdentity {
  public final String packageName;

  /** 32 lower-case hex. */
  public final String certificateMd5;

  public AppIdentity(String packageName, String certificateMd5) {
    this.packageName = packageName;
    this.certificateMd5 = certificateMd5;
  }
}
