package com.cmic.gen.sdk.gateway;

import java.net.URI;
import java.util.Locale;

/** Where one operation is served: scheme, host, port and path prefix. */
public final class Endpoint {
  public final boolean isSecure;
  public final String host;
  public final int port;
  public final String prefix;

  private Endpoint(boolean isSecure, String host, int port, String prefix) {
    this.isSecure = isSecure;
    this.host = host;
    this.port = port;
    this.prefix = prefix;
  }

  /** `http://cm.gateway.test:7080/cm`; throws IllegalArgumentException that names what is wrong. */
  public static Endpoint of(String baseUrl) {
    URI url = URI.create(baseUrl);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    boolean isSecure = scheme.equals("https");
    if (!isSecure && !scheme.equals("http")) {
      throw new IllegalArgumentException("not an http or https URL: " + baseUrl);
    }
    if (url.getHost() == null
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "not a base URL of scheme, host, port and path: " + baseUrl);
    }
    int port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new Endpoint(isSecure, url.getHost().toLowerCase(Locale.ROOT), port, prefix);
  }

  /** Host header: the port is left out where it is the scheme's own. */
  public String authority() {
    return port == (isSecure ? 443 : 80) ? host : host + ':' + port;
  }

  /** Host without the brackets of an IPv6 literal. */
  public String lookupName() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Endpoint)) {
      return false;
    }
    Endpoint that = (Endpoint) other;
    return isSecure == that.isSecure
        && host.equals(that.host)
        && port == that.port
        && prefix.equals(that.prefix);
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + port;
  }

  @Override
  public String toString() {
    return (isSecure ? "https://" : "http://") + authority() + prefix;
  }
}
