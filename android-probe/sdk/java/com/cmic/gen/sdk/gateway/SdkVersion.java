package com.cmic.gen.sdk.gateway;

/** The version of the guide that this SDK follows. */
public final class SdkVersion {
  public static final String TEXT = "5.9.4";

  private SdkVersion() {}
}
