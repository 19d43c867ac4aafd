package com.cmic.gen.sdk.gateway;

import com.cmic.gen.sdk.net.TrustedRoot;
import com.cmic.gen.sdk.wire.GatewayKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which gateway the SDK talks to, whom it trusts there, and the key for its number requests. Not
 * part of the guide.
 */
public final class GatewayConfig {
  public final Endpoint mobile;
  public final Endpoint unicom;
  public final Endpoint telecom;
  public final Endpoint token;
  public final TrustedRoot root;
  public final GatewayKey key;

  private GatewayConfig(Builder builder) {
    mobile = numberHost(builder.mobile);
    unicom = numberHost(builder.unicom);
    telecom = numberHost(builder.telecom);
    token = Endpoint.of(builder.token);
    // Guide 5, 200072: the token is asked for over TLS and no other way.
    if (!token.isSecure) {
      throw new IllegalArgumentException("the token host must be https: " + token);
    }
    root = TrustedRoot.ofPem(builder.rootPem);
    key = GatewayKey.ofPem(builder.keyId, builder.publicKeyPem);
  }

  /** The only places where a number request may go, redirects included. */
  public List<Endpoint> numberHosts() {
    return Collections.unmodifiableList(Arrays.asList(mobile, unicom, telecom));
  }

  /** Two configurations of one gateway have the same: its scrips are good for both. */
  public String gatewayId() {
    return mobile + " " + unicom + " " + telecom + " " + token + " " + key.fingerprint();
  }

  private static Endpoint numberHost(String url) {
    Endpoint endpoint = Endpoint.of(url);
    if (endpoint.isSecure) {
      throw new IllegalArgumentException("number hosts are plain http: " + url);
    }
    return endpoint;
  }

  /** All of it is required. */
  public static final class Builder {
    private String mobile = "";
    private String unicom = "";
    private String telecom = "";
    private String token = "";
    private String rootPem = "";
    private String keyId = "";
    private String publicKeyPem = "";

    public Builder mobile(String baseUrl) {
      mobile = baseUrl;
      return this;
    }

    public Builder unicom(String baseUrl) {
      unicom = baseUrl;
      return this;
    }

    public Builder telecom(String baseUrl) {
      telecom = baseUrl;
      return this;
    }

    public Builder token(String baseUrl) {
      token = baseUrl;
      return this;
    }

    public Builder rootPem(String pem) {
      rootPem = pem;
      return this;
    }

    public Builder key(String id, String spkiPem) {
      keyId = id;
      publicKeyPem = spkiPem;
      return this;
    }

    public GatewayConfig build() {
      return new GatewayConfig(this);
    }
  }
}
