package com.example.onetap;

/** The SIM's operator and the networks that are up. */
public final class NetworkInfo {
  public final String carrier;
  public final String network;

  NetworkInfo(String carrier, String network) {
    this.carrier = carrier;
    this.network = network;
  }
}
