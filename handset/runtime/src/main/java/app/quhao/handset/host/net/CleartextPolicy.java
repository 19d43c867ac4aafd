package app.quhao.handset.host.net;

/** What the app's network security configuration says of http:// */
public interface CleartextPolicy {
  boolean permits(String host);
}
