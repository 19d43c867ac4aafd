package net.cedar.signin;

import java.net.URI;
import java.util.Locale;

/** Where a URL leads. */
final class Place {
  String host;
  int port;
  boolean tls;
  String path;
  private boolean portNamed;

  static Place of(String url) {
    try {
      URI uri = new URI(url);
      Place place = new Place();
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      place.tls = scheme.equals("https");
      if ((!place.tls && !scheme.equals("http")) || uri.getHost() == null || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null || uri.getRawFragment() != null) {
        return null;
      }
      place.host = uri.getHost().toLowerCase(Locale.ROOT);
      place.portNamed = uri.getPort() >= 0;
      place.port = place.portNamed ? uri.getPort() : place.tls ? 443 : 80;
      place.path = uri.getRawPath();
      return place;
    } catch (Exception e) {
      return null;
    }
  }

  String authority() {
    return portNamed ? host + ":" + port : host;
  }

  boolean same(Place other) {
    return other != null && tls == other.tls && port == other.port && host.equals(other.host) && path.equals(other.path);
  }
}
