package com.example.onetap;

import android.net.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;
import org.json.JSONException;
import org.json.JSONObject;

/** One POST of a JSON object over HttpURLConnection. */
final class Http {
  private Http() {}

  /** `network` null: the default network. */
  static JSONObject post(Server server, String url, Network network, JSONObject body, int limitMs)
      throws OneTapException {
    try {
      HttpURLConnection connection = open(url, network);
      if (connection instanceof HttpsURLConnection) {
        ((HttpsURLConnection) connection).setSSLSocketFactory(server.tls);
      }
      connection.setConnectTimeout(limitMs);
      connection.setReadTimeout(limitMs);
      connection.setInstanceFollowRedirects(false);
      connection.setDoOutput(true);
      // A connection over mobile data that stays open keeps the modem awake.
      connection.setRequestProperty("Connection", "close");
      connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
      connection.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
      return read(connection);
    } catch (SocketTimeoutException error) {
      throw new OneTapException(OneTapException.TIMEOUT, "the gateway did not answer in time");
    } catch (IOException error) {
      throw new OneTapException(OneTapException.BROKEN_CONNECTION, String.valueOf(error));
    }
  }

  private static HttpURLConnection open(String url, Network network) throws IOException {
    URL target = new URL(url);
    return (HttpURLConnection)
        (network == null ? target.openConnection() : network.openConnection(target));
  }

  private static JSONObject read(HttpURLConnection connection) throws IOException, OneTapException {
    try {
      if (connection.getResponseCode() != 200) {
        throw new OneTapException(
            OneTapException.BAD_STATUS, "HTTP status " + connection.getResponseCode());
      }
      return new JSONObject(text(connection.getInputStream()));
    } catch (JSONException error) {
      throw new OneTapException(OneTapException.BAD_ANSWER, "the answer is no JSON object");
    } finally {
      connection.disconnect();
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
