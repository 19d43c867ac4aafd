package com.example.closed;

import android.net.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.json.JSONException;
import org.json.JSONObject;

/** One POST of a JSON object. */
final class Http {
  private Http() {}

  /** `network` null: the default network. */
  static JSONObject post(String url, Network network, JSONObject body, Call call)
      throws IOException, JSONException, CallException {
    URL target = new URL(url);
    HttpURLConnection connection =
        (HttpURLConnection)
            (network == null ? target.openConnection() : network.openConnection(target));
    call.uses(connection);
    try {
      connection.setConnectTimeout(call.leftMs());
      connection.setReadTimeout(call.leftMs());
      connection.setInstanceFollowRedirects(false);
      connection.setDoOutput(true);
      connection.setRequestProperty("Connection", "close");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
      if (connection.getResponseCode() != 200) {
        String code = connection.getResponseCode() == 503 ? "BUSY" : "BAD_STATUS";
        throw new CallException(code, "HTTP status " + connection.getResponseCode());
      }
      return read(connection.getInputStream());
    } finally {
      connection.disconnect();
    }
  }

  private static JSONObject read(InputStream in) throws IOException, JSONException, CallException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    JSONObject answer = new JSONObject(new String(out.toByteArray(), StandardCharsets.UTF_8));
    String code = answer.getString("code");
    if (!code.equals("0")) {
      boolean isKnown = code.matches("10[345]\\d{3}");
      throw new CallException(isKnown ? code : "OTHER", answer.optString("text", "refused"));
    }
    return answer;
  }
}
