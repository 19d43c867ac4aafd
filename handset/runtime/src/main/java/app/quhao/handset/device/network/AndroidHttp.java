package app.quhao.handset.device.network;

import android.os.Build;
import com.android.okhttp.HttpHandler;
import com.android.okhttp.HttpsHandler;
import com.android.okhttp.internal.Platform;
import com.android.okhttp.internal.tls.OkHostnameVerifier;
import java.net.URL;
import java.net.URLStreamHandler;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocket;

/**
 * Installs Android's HttpURLConnection, which is AOSP's external/okhttp in the platform jar.
 * Redirects, retries, gzip, the connection pool and the cleartext policy are the platform's own
 * code. StreamAllocation.recover decides which request is sent again.
 */
public final class AndroidHttp {
  private AndroidHttp() {}

  /** Call once per JVM, after {@link Build} has been filled. */
  public static void install() {
    System.setProperty("http.agent", userAgent());
    Platform.getAndSetForTest(new JdkTls());
    HttpsURLConnection.setDefaultHostnameVerifier(OkHostnameVerifier.INSTANCE);
    Map<String, URLStreamHandler> handlers =
        Map.of("http", new HttpHandler(), "https", new HttpsHandler());
    URL.setURLStreamHandlerFactory(handlers::get);
  }

  /** The JDK returns "" if no application protocol was negotiated. Conscrypt returns null. */
  private static final class JdkTls extends Platform {
    @Override
    public String getSelectedProtocol(SSLSocket socket) {
      String protocol = super.getSelectedProtocol(socket);
      return protocol == null || protocol.isEmpty() ? null : protocol;
    }
  }

  /** Returns the value of RuntimeInit.getDefaultUserAgent with the java.vm.version of ART. */
  private static String userAgent() {
    return "Dalvik/2.1.0 (Linux; U; Android "
        + Build.VERSION.RELEASE
        + "; "
        + Build.MODEL
        + " Build/"
        + Build.ID
        + ")";
  }
}
