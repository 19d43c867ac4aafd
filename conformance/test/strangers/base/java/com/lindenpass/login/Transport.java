package com.lindenpass.login;

import android.net.Network;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;

/** One POST of JSON. Nothing is repeated. */
final class Transport {
  private Transport() {}

  /** `network` null: the default network. `tls` is for https. */
  static Reply post(Call call, String url, Network network, SSLSocketFactory tls, String body)
      throws Failure {
    HttpURLConnection connection = null;
    try {
      URL target = new URL(url);
      connection =
          (HttpURLConnection)
              (network == null
                  ? target.openConnection()
                  : network.openConnection(target, Proxy.NO_PROXY));
      if (connection instanceof HttpsURLConnection) {
        ((HttpsURLConnection) connection).setSSLSocketFactory(tls);
      }
      call.abortWith(connection::disconnect);
      return exchange(call, connection, body.getBytes(StandardCharsets.UTF_8));
    } catch (SocketTimeoutException error) {
      call.leftMs();
      throw new Failure(Codes.TIMEOUT, "the gateway does not answer");
    } catch (IOException error) {
      call.leftMs();
      throw new Failure(code(error), String.valueOf(error));
    } finally {
      call.abortWith(null);
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static Reply exchange(Call call, HttpURLConnection connection, byte[] body)
      throws IOException, Failure {
    int limit = (int) Math.min(Integer.MAX_VALUE, call.leftMs() + 100);
    connection.setConnectTimeout(limit);
    connection.setReadTimeout(limit);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
    connection.setRequestProperty("Connection", "close");
    connection.getOutputStream().write(body);
    int status = connection.getResponseCode();
    if (status != 200) {
      return new Reply(status, "");
    }
    byte[] whole = all(connection.getInputStream());
    if (whole.length < connection.getContentLength()) {
      throw new EOFException("the answer ends early");
    }
    return new Reply(status, new String(whole, StandardCharsets.UTF_8));
  }

  private static byte[] all(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  private static String code(IOException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return "200072";
      }
      String text = String.valueOf(cause.getMessage());
      if (text.contains("hostname wrong")) {
        return "200072";
      }
      if (cause instanceof EOFException
          || text.contains("end of file")
          || text.contains("end of stream")
          || text.contains("EOF")) {
        return "200050";
      }
    }
    return Codes.NETWORK;
  }
}
