package net.cedar.signin;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One POST over a socket of one's own; shut() from any thread ends it. */
final class Http {
  private static final int MOST = 256 * 1024;

  interface Names {
    InetAddress[] look(String host) throws UnknownHostException;
  }

  static final class Garbage extends IOException {
    Garbage(String text) {
      super(text);
    }
  }

  static final class Said {
    int status;
    String body;
    String to;
  }

  private volatile Socket socket;
  private volatile boolean shut;

  void shut() {
    shut = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // closed is closed
      }
    }
  }

  Said post(String url, String json, SocketFactory sockets, Names names, SSLSocketFactory tls, int limitMs)
      throws IOException {
    Place place = Place.of(url);
    if (place == null) {
      throw new Garbage("no URL");
    }
    IOException last = new UnknownHostException("no address");
    for (InetAddress address : names.look(place.host)) {
      if (shut) {
        throw new IOException("shut");
      }
      Socket plain = sockets.createSocket();
      socket = plain;
      try {
        plain.connect(new InetSocketAddress(address, place.port), limitMs);
      } catch (IOException e) {
        last = e;
        plain.close();
        continue;
      }
      try {
        plain.setSoTimeout(limitMs);
        Socket used = plain;
        if (place.tls) {
          SSLSocket secure = (SSLSocket) tls.createSocket(plain, place.host, place.port, true);
          SSLParameters parameters = secure.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          secure.setSSLParameters(parameters);
          secure.startHandshake();
          used = secure;
        }
        if (shut) {
          throw new IOException("shut");
        }
        return talk(used, place, json);
      } finally {
        plain.close();
      }
    }
    throw last;
  }

  private static Said talk(Socket socket, Place place, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST " + place.path + " HTTP/1.1\r\nHost: " + place.authority()
            + "\r\nContent-Type: application/json; charset=utf-8\r\nAccept: application/json\r\nConnection: close"
            + (Kind.is("r-chunked") ? "\r\ntransfer-encoding: chunked" : "\r\nContent-Length: " + body.length)
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.US_ASCII));
    if (Kind.is("r-chunked")) {
      all.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      all.write(body);
      all.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } else {
      all.write(body);
    }
    OutputStream out = socket.getOutputStream();
    out.write(all.toByteArray());
    out.flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    Said said = new Said();
    boolean first = true;
    while (true) {
      String line = line(in, first);
      first = false;
      if (!line.startsWith("HTTP/1.")) {
        throw new Garbage("no status line");
      }
      String[] words = line.split(" +");
      try {
        said.status = Integer.parseInt(words[1].trim());
      } catch (RuntimeException e) {
        throw new Garbage("no status");
      }
      Map<String, String> headers = new HashMap<>();
      int size = 0;
      while (true) {
        String header = line(in, false);
        if (header.isEmpty()) {
          break;
        }
        size += header.length();
        if (size > 64 * 1024) {
          throw new Garbage("head too long");
        }
        int colon = header.indexOf(':');
        if (colon < 1) {
          throw new Garbage("header without colon");
        }
        headers.put(header.substring(0, colon).trim().toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
      }
      if (said.status >= 100 && said.status < 200) {
        continue;
      }
      byte[] bytes = body(in, headers);
      said.to = headers.get("location");
      String coding = headers.get("content-encoding");
      if (coding != null && coding.toLowerCase(Locale.ROOT).contains("gzip")) {
        try {
          bytes = rest(new GZIPInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
          throw new Garbage("gzip that is none");
        }
      }
      said.body = new String(bytes, StandardCharsets.UTF_8);
      return said;
    }
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    String transfer = headers.get("transfer-encoding");
    if (transfer != null && transfer.toLowerCase(Locale.ROOT).contains("chunked")) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        String size = line(in, false).split(";")[0].trim();
        int length;
        try {
          length = Integer.parseInt(size, 16);
        } catch (NumberFormatException e) {
          throw new Garbage("chunk size");
        }
        if (length < 0 || all.size() + length > MOST) {
          throw new Garbage("chunk too long");
        }
        if (length == 0) {
          while (!line(in, false).isEmpty()) {
            // trailers
          }
          return all.toByteArray();
        }
        all.write(exactly(in, length));
        if (!line(in, false).isEmpty()) {
          throw new Garbage("chunk end");
        }
      }
    }
    String length = headers.get("content-length");
    if (length != null) {
      int count;
      try {
        count = Integer.parseInt(length);
      } catch (NumberFormatException e) {
        throw new Garbage("length");
      }
      if (count < 0 || count > MOST) {
        throw new Garbage("length");
      }
      return exactly(in, count);
    }
    return rest(in);
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    int got = 0;
    while (got < count) {
      int n = in.read(bytes, got, count - got);
      if (n < 0) {
        throw new Garbage("body too short");
      }
      got += n;
    }
    return bytes;
  }

  private static byte[] rest(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[4096];
    for (int n; (n = in.read(some)) >= 0; ) {
      all.write(some, 0, n);
      if (all.size() > MOST) {
        throw new Garbage("body too long");
      }
    }
    return all.toByteArray();
  }

  private static String line(InputStream in, boolean first) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        if (first && line.size() == 0) {
          throw new EOFException("closed without a byte");
        }
        throw new Garbage("end inside the head");
      }
      if (b == '\n') {
        break;
      }
      line.write(b);
      if (line.size() > 64 * 1024) {
        throw new Garbage("line too long");
      }
    }
    String text = new String(line.toByteArray(), StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  static boolean untrusted(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof java.security.cert.CertPathValidatorException
          || t instanceof javax.net.ssl.SSLPeerUnverifiedException) {
        return true;
      }
    }
    return error instanceof SSLException;
  }
}
