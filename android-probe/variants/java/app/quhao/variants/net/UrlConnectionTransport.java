package app.quhao.variants.net;

import com.cmic.gen.sdk.device.Device;
import com.cmic.gen.sdk.flow.Parts;
import com.cmic.gen.sdk.net.Bearers;
import com.cmic.gen.sdk.net.HttpAnswer;
import com.cmic.gen.sdk.net.HttpRequest;
import com.cmic.gen.sdk.net.Limit;
import com.cmic.gen.sdk.net.Route;
import com.cmic.gen.sdk.net.Transport;
import com.cmic.gen.sdk.policy.Failure;
import com.cmic.gen.sdk.policy.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

final class UrlConnectionTransport implements Parts {
  private final boolean isFixedLength;

  UrlConnectionTransport(boolean isFixedLength) {
    this.isFixedLength = isFixedLength;
  }

  @Override
  public Bearers bearers(Bearers reference, Device device) {
    return network -> new UrlBearer(reference.over(network), network);
  }

  @Override
  public Transport transport(Transport reference) {
    return this::send;
  }

  private HttpAnswer send(HttpRequest request, Route route) throws FailureException {
    try {
      URL url = new URL(request.endpoint + request.path);
      HttpURLConnection connection = ((UrlBearer) route.bearer).open(url);
      route.tenure.resources.hold(connection::disconnect);
      if (connection instanceof HttpsURLConnection) {
        ((HttpsURLConnection) connection).setSSLSocketFactory(new BorrowedTls(route.secure));
      }
      prepare(connection, request, route.tenure.limit);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(request.body);
      }
      return read(connection, route.tenure.limit);
    } catch (IOException error) {
      throw UrlFailure.of(error);
    }
  }

  private void prepare(HttpURLConnection connection, HttpRequest request, Limit limit)
      throws IOException, FailureException {
    connection.setRequestMethod("POST");
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
    connection.setRequestProperty("Connection", "close");
    connection.setConnectTimeout(limit.socketMillis());
    connection.setReadTimeout(limit.socketMillis());
    if (isFixedLength) {
      connection.setFixedLengthStreamingMode(request.body.length);
    }
  }

  private static HttpAnswer read(HttpURLConnection connection, Limit limit)
      throws IOException, FailureException {
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new FailureException(Failure.UNPARSABLE, "the answer is no HTTP");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    byte[] buffer = new byte[4096];
    int n = in == null ? -1 : in.read(buffer);
    while (n >= 0) {
      limit.socketMillis();
      body.write(buffer, 0, n);
      n = in.read(buffer);
    }
    return new HttpAnswer(status, body.toByteArray());
  }
}
