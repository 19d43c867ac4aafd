package com.lindenpass.login;

/** Which targets of a redirect are followed. */
final class Redirects {
  private Redirects() {}

  /** Host, port and prefix together have to be one of the known addresses. */
  static boolean isKnown(String url, String[] bases, String path) {
    for (String base : bases) {
      if (url.equals(base + path)) {
        return true;
      }
    }
    return false;
  }
}
