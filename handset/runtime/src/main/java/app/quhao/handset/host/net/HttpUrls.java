package app.quhao.handset.host.net;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.function.Supplier;

/**
 * http:// URLs of the app: the JDK's connections where the app's configuration permits cleartext.
 * On Android HttpURLConnection looks by itself (CleartextURLFilter); raw sockets are not looked at,
 * there or here.
 */
final class HttpUrls extends URLStreamHandler {
  private static final int PORT = 80;

  private final URLStreamHandler platform;
  private final Supplier<CleartextPolicy> policy;

  private HttpUrls(URLStreamHandler platform, Supplier<CleartextPolicy> policy) {
    this.platform = platform;
    this.policy = policy;
  }

  static void install(Supplier<CleartextPolicy> policy) throws ReflectiveOperationException {
    Method find = URL.class.getDeclaredMethod("getURLStreamHandler", String.class);
    find.setAccessible(true);
    HttpUrls urls = new HttpUrls((URLStreamHandler) find.invoke(null, "http"), policy);
    // Handlers are kept once found: the JDK's own is found above, so the cache has to forget it.
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("http") ? urls : null);
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    return openConnection(url, Proxy.NO_PROXY);
  }

  @Override
  protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
    if (!policy.get().permits(url.getHost())) {
      return new BlockedHttpConnection(url);
    }
    try {
      Method open =
          URLStreamHandler.class.getDeclaredMethod("openConnection", URL.class, Proxy.class);
      open.setAccessible(true);
      return (URLConnection) open.invoke(platform, url, proxy);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException("This JDK hides its http handler", e);
    }
  }

  @Override
  protected int getDefaultPort() {
    return PORT;
  }
}
