package com.cmic.gen.sdk.policy;

/** The three calls that answer through a listener. */
public enum Api {
  GET_PHONE_INFO,
  LOGIN_AUTH,
  MOBILE_AUTH
}
