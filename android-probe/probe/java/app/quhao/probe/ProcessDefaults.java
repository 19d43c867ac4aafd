package app.quhao.probe;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URL;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * What an app sets once for all of its code: whoever changes it changes the app's own requests and
 * texts. Known as it was before the SDK was loaded.
 */
public final class ProcessDefaults {
  private static final String[] PROPERTIES = {"http.", "https.", "java.net.", "javax.net.", "jdk."};

  private static final String[] SECURITY_PROPERTIES = {
    "networkaddress.cache.ttl", "networkaddress.cache.negative.ttl", "ssl.SocketFactory.provider",
    "ssl.TrustManagerFactory.algorithm", "ssl.KeyManagerFactory.algorithm", "keystore.type"
  };

  private final Map<String, String> before = read();

  /**
   * Listing them makes Bouncy Castle: 40 ms of a start on the virtual handset. What a phone's maker
   * has put among them is known by nothing but the list before.
   */
  private final List<String> providers = providers();

  /** Names of what is another now, in words. */
  public List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> now : read().entrySet()) {
      if (!now.getValue().equals(before.get(now.getKey()))) {
        changed.add(now.getKey());
      }
    }
    if (isProviderOther()) {
      changed.add("security providers");
    }
    if (isTlsContextOther()) {
      changed.add("TLS context");
    }
    return changed;
  }

  private static Map<String, String> read() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host name verifier", identityOf(HttpsURLConnection.getDefaultHostnameVerifier()));
    values.put("TLS socket factory", identityOf(HttpsURLConnection.getDefaultSSLSocketFactory()));
    values.put("proxy selector", identityOf(ProxySelector.getDefault()));
    values.put("cookie handler", identityOf(CookieHandler.getDefault()));
    values.put("following of redirects", "" + HttpURLConnection.getFollowRedirects());
    values.put("locale", Locale.getDefault().toLanguageTag());
    values.put("time zone", TimeZone.getDefault().getID());
    values.put("network properties", properties());
    values.put("security properties", securityProperties());
    values.put("cache of answers", identityOf(ResponseCache.getDefault()));
    values.put("http connections", connectionClass("http"));
    values.put("https connections", connectionClass("https"));
    return values;
  }

  /** One that is appended serves only who asks for it. */
  private boolean isProviderOther() {
    List<String> now = providers();
    return now.size() < providers.size() || !now.subList(0, providers.size()).equals(providers);
  }

  private static List<String> providers() {
    List<String> names = new ArrayList<>();
    for (Provider provider : Security.getProviders()) {
      names.add(provider.getName());
    }
    return names;
  }

  private static String securityProperties() {
    List<String> values = new ArrayList<>();
    for (String name : SECURITY_PROPERTIES) {
      values.add(name + "=" + Security.getProperty(name));
    }
    return values.toString();
  }

  /** Nothing is connected: whoever has set a factory of stream handlers has another class here. */
  private static String connectionClass(String scheme) {
    try {
      return new URL(scheme + "://localhost/").openConnection().getClass().getName();
    } catch (IOException error) {
      throw new IllegalStateException("a connection is opened by its connect()", error);
    }
  }

  /** Loading it takes long: it is read late, and known by its name. */
  private static boolean isTlsContextOther() {
    try {
      return !SSLContext.getDefault().getProtocol().equals("Default");
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every Android has a default TLS context", error);
    }
  }

  private static String properties() {
    Map<String, String> found = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      for (String prefix : PROPERTIES) {
        if (name.startsWith(prefix)) {
          found.put(name, System.getProperty(name));
        }
      }
    }
    return found.toString();
  }

  private static String identityOf(Object value) {
    return value == null
        ? "none"
        : value.getClass().getName() + "@" + System.identityHashCode(value);
  }
}
