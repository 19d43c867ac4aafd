package com.lotus.onekey;

import android.net.Network;
import android.security.NetworkSecurityPolicy;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One POST. The code of a failure is that of the guide. */
class Http {
  static final int LARGEST = 1 << 16;

  static String post(Setup setup, Network network, String url, String body, Call call)
      throws Fault {
    try {
      URL target = new URL(url);
      if (target.getProtocol().equals("http")
          && !NetworkSecurityPolicy.getInstance().isCleartextTrafficPermitted(target.getHost())) {
        throw new Fault(Engine.pair("200028", "102102"), "plain HTTP is not permitted");
      }
      if (Variant.is("sockets")) {
        return SockHttp.post(setup, network, target, body, call);
      }
      return connectionPost(setup, network, target, body, call);
    } catch (IOException error) {
      throw fault(error);
    }
  }

  private static String connectionPost(
      Setup setup, Network network, URL target, String body, Call call) throws IOException, Fault {
    HttpURLConnection c =
        (HttpURLConnection)
            (network == null ? target.openConnection() : network.openConnection(target));
    if (!call.own(c::disconnect)) {
      throw new Fault("200023", "the call is over");
    }
    int left = (int) Math.max(1, Math.min(Integer.MAX_VALUE, call.left()));
    c.setConnectTimeout(left);
    c.setReadTimeout(left);
    c.setInstanceFollowRedirects(Variant.is("follows-302"));
    c.setUseCaches(false);
    c.setDoOutput(true);
    if (c instanceof HttpsURLConnection) {
      ((HttpsURLConnection) c).setSSLSocketFactory(Trust.factory(setup));
    }
    if (!Variant.is("keepalive")) {
      c.setRequestProperty("Connection", "close");
    }
    c.setRequestProperty("Content-Type", "application/json; charset=utf-8");
    c.setRequestProperty("Accept", "application/json");
    c.setRequestProperty("User-Agent", "lotus/5.9.4");
    if (Variant.is("headers")) {
      c.setRequestProperty("X-Lotus-Trace", Wire.hex(Wire.random(8)));
      c.setRequestProperty("Accept-Language", "zh-CN,zh;q=0.9");
      c.setRequestProperty("Cache-Control", "no-store");
    }
    if (Variant.is("key-header")) {
      c.setRequestProperty("X-Lotus-App", call.appKey);
    }
    byte[] bytes = Wire.utf8(body);
    if (Variant.is("chunked")) {
      c.setChunkedStreamingMode(256);
    } else {
      c.setFixedLengthStreamingMode(bytes.length);
    }
    try {
      c.getOutputStream().write(bytes);
      c.getOutputStream().close();
      int status = c.getResponseCode();
      if (status != 200) {
        throw status(status);
      }
      InputStream in = c.getInputStream();
      long length = c.getContentLengthLong();
      byte[] all = read(in);
      if (length > all.length) {
        throw new Fault("200021", "the answer is cut off");
      }
      return new String(all, "UTF-8");
    } finally {
      if (!Variant.is("keepalive")) {
        c.disconnect();
      }
    }
  }

  static Fault status(int status) {
    return status == 503
        ? new Fault("200082", "the server is busy")
        : new Fault(Engine.pair("200028", "102102"), "HTTP status " + status);
  }

  static byte[] read(InputStream in) throws IOException, Fault {
    byte[] buffer = new byte[2048];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (Variant.is("one-read")) {
      int n = in.read(buffer);
      out.write(buffer, 0, Math.max(0, n));
      return out.toByteArray();
    }
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > LARGEST) {
        throw new Fault("200021", "the answer is too large");
      }
    }
    return out.toByteArray();
  }

  static Fault fault(IOException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof SSLPeerUnverifiedException) {
        Trust.refusedOnce = true;
        return new Fault("200072", "the server's certificate is not trusted");
      }
    }
    String text = String.valueOf(error.getMessage());
    if (text.contains("hostname wrong")) {
      return new Fault("200072", "the server's certificate names another host");
    }
    if (error instanceof SocketTimeoutException) {
      return new Fault("200023", "the time limit is reached");
    }
    boolean eof = false;
    for (Throwable t = error; t != null; t = t.getCause()) {
      eof |=
          t instanceof EOFException
              || String.valueOf(t.getMessage()).contains("nexpected end of file")
              || String.valueOf(t.getMessage()).contains("nexpected end of stream");
    }
    if (eof) {
      return new Fault("200050", "the peer closed the connection");
    }
    if (error instanceof UnknownHostException
        || error instanceof ConnectException
        || error instanceof NoRouteToHostException
        || error instanceof SSLException) {
      return new Fault(Engine.pair("200028", "102102"), "network error");
    }
    if (error instanceof SocketException) {
      return text.contains("EPERM") || text.contains("permitted") || text.contains("Binding")
          ? new Fault("200025", "the socket is refused")
          : new Fault(Engine.pair("200028", "102102"), "the connection broke");
    }
    return text.contains("Premature")
        ? new Fault("200021", "the answer is cut off")
        : new Fault(Engine.pair("200028", "102102"), "network error");
  }
}
