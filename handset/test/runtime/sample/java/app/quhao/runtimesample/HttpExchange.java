package app.quhao.runtimesample;

import android.content.Context;
import android.content.Intent;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkCapabilities;
import android.net.NetworkRequest;
import android.util.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One HttpURLConnection, set up as the intent says. */
final class HttpExchange {
  private final ConnectivityManager connectivity;
  private final Intent intent;

  HttpExchange(Context context, Intent intent) {
    connectivity = context.getSystemService(ConnectivityManager.class);
    this.intent = intent;
  }

  String run() throws Exception {
    HttpURLConnection connection = open();
    String method = extra("method", "GET");
    connection.setRequestMethod(method);
    connection.setConnectTimeout(3000);
    connection.setReadTimeout(Integer.parseInt(extra("readTimeout", "3000")));
    connection.setInstanceFollowRedirects(Boolean.parseBoolean(extra("follow", "true")));
    String[] header = extra("header", "").split(":");
    if (header.length == 2) {
      connection.setRequestProperty(header[0], header[1]);
    }
    if (connection instanceof HttpsURLConnection) {
      secure((HttpsURLConnection) connection);
    }
    String body = intent.getStringExtra("body");
    if (body != null) {
      send(connection, body.getBytes("UTF-8"));
    }
    int status = connection.getResponseCode();
    return status
        + " "
        + connection.getContentEncoding()
        + " "
        + connection.getContentLength()
        + " "
        + connection.getURL()
        + " "
        + text(status < 400 ? connection.getInputStream() : connection.getErrorStream());
  }

  private HttpURLConnection open() throws Exception {
    URL url = new URL(intent.getStringExtra("url"));
    if (intent.getStringExtra("network") == null) {
      return (HttpURLConnection) url.openConnection();
    }
    return (HttpURLConnection) cellular().openConnection(url);
  }

  private Network cellular() throws Exception {
    CompletableFuture<Network> found = new CompletableFuture<>();
    connectivity.requestNetwork(
        new NetworkRequest.Builder()
            .addTransportType(NetworkCapabilities.TRANSPORT_CELLULAR)
            .build(),
        new ConnectivityManager.NetworkCallback() {
          @Override
          public void onAvailable(Network network) {
            found.complete(network);
          }
        });
    return found.get(5, TimeUnit.SECONDS);
  }

  private void secure(HttpsURLConnection connection) throws GeneralSecurityException {
    if (extra("trust", "").equals("all")) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustsAll()}, null);
      connection.setSSLSocketFactory(context.getSocketFactory());
    }
    if (extra("verifier", "").equals("accept")) {
      connection.setHostnameVerifier(
          (host, session) -> {
            Log.i("verifier", host);
            return true;
          });
    }
  }

  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      Log.i("trust", chain[0].getSubjectX500Principal().getName());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private void send(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setDoOutput(true);
    if (extra("streaming", "").equals("fixed")) {
      connection.setFixedLengthStreamingMode(body.length);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  private static String text(InputStream stream) throws IOException {
    if (stream == null) {
      return "";
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      bytes.write(buffer, 0, count);
    }
    stream.close();
    return bytes.toString("UTF-8");
  }

  private String extra(String name, String otherwise) {
    String value = intent.getStringExtra(name);
    return value == null ? otherwise : value;
  }
}
