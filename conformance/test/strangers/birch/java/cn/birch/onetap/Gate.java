package cn.birch.onetap;
import java.net.URI;
final class Gate {
  static final String NUMBER = "/unisdk/rs/getPrePhonescrip", TOKEN = "/unisdk/rs/getAuthToken";
  final String[] bases; final String token, root, keyId, key;
  Gate(String m, String u, String t, String token, String root, String keyId, String key) {
    bases = new String[] {cut(m), cut(u), cut(t)}; this.token = cut(token); this.root = root; this.keyId = keyId; this.key = key;
  }
  private static String cut(String s) { return s.endsWith("/") ? s.substring(0, s.length() - 1) : s; }
  String base(String operator) { return bases[operator.equals("2") ? 1 : operator.equals("3") ? 2 : 0]; }
  /** The address of a redirect where it is exactly one of ours, else null. */
  URI ours(String redirect) {
    try {
      URI to = new URI(redirect);
      if (to.getRawUserInfo() != null || to.getRawQuery() != null || to.getRawFragment() != null || to.getHost() == null) return null;
      for (String b : bases) {
        URI own = new URI(b + NUMBER);
        if (own.getScheme().equalsIgnoreCase(to.getScheme()) && own.getHost().equalsIgnoreCase(to.getHost()) && port(own) == port(to) && own.getRawPath().equals(to.getRawPath())) return own;
      }
      if (V.on("net-redirect-suffix")) for (String b : bases) { URI own = new URI(b); if (to.getHost().endsWith(own.getHost())) return to; }
    } catch (Exception e) { return null; }
    return null;
  }
  static int port(URI u) { return u.getPort() >= 0 ? u.getPort() : u.getScheme().equalsIgnoreCase("https") ? 443 : 80; }
}
