package app.quhao.probe;

import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.security.NoSuchAlgorithmException;
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

  private final Map<String, String> before = read();

  /** Names of what is another now, in words. */
  public List<String> changed() {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> now : read().entrySet()) {
      if (!now.getValue().equals(before.get(now.getKey()))) {
        changed.add(now.getKey());
      }
    }
    changed.addAll(changedTls());
    return changed;
  }

  private static Map<String, String> read() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("host name verifier", identityOf(HttpsURLConnection.getDefaultHostnameVerifier()));
    values.put("proxy selector", identityOf(ProxySelector.getDefault()));
    values.put("cookie handler", identityOf(CookieHandler.getDefault()));
    values.put("following of redirects", "" + HttpURLConnection.getFollowRedirects());
    values.put("locale", Locale.getDefault().toLanguageTag());
    values.put("time zone", TimeZone.getDefault().getID());
    values.put("network properties", properties());
    return values;
  }

  /** Loading them takes long, so they are read late and compared with what Android makes of them. */
  private static List<String> changedTls() {
    List<String> changed = new ArrayList<>();
    try {
      if (!SSLContext.getDefault().getProtocol().equals("Default")) {
        changed.add("TLS context");
      }
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("every Android has a default TLS context", error);
    }
    return changed;
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
