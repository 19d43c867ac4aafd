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
 * HttpURLConnection of Android: the platform jar holds AOSP's external/okhttp, and http:// and
 * https:// URLs open its connections. Redirects, retries, gzip, the pool and the cleartext policy are
 * therefore the platform's own code; StreamAllocation.recover says which request is sent again.
 */
public final class AndroidHttp {
  private AndroidHttp() {}

  /** Once a JVM, after {@link Build} has its values. */
  public static void install() {
    System.setProperty("http.agent", userAgent());
    Platform.getAndSetForTest(new JdkTls());
    HttpsURLConnection.setDefaultHostnameVerifier(OkHostnameVerifier.INSTANCE);
    Map<String, URLStreamHandler> handlers =
        Map.of("http", new HttpHandler(), "https", new HttpsHandler());
    URL.setURLStreamHandlerFactory(handlers::get);
  }

  /** The JDK's TLS says "" where no application protocol was negotiated; Conscrypt says null. */
  private static final class JdkTls extends Platform {
    @Override
    public String getSelectedProtocol(SSLSocket socket) {
      String protocol = super.getSelectedProtocol(socket);
      return protocol == null || protocol.isEmpty() ? null : protocol;
    }
  }

  /** RuntimeInit.getDefaultUserAgent, with the java.vm.version of ART. */
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
