package com.maple.pass;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLEngine;

/** One POST over a Line. */
final class Post {
  static final java.util.List<Line> KEPT = new java.util.concurrent.CopyOnWriteArrayList<>();
  static final int MOST = 512 * 1024;
  final int status;
  final String text;

  private Post(int status, String text) {
    this.status = status;
    this.text = text;
  }

  private static final class Source {
    final Line line;
    final ByteBuffer buffer = (ByteBuffer) ByteBuffer.allocate(8192).flip();
    boolean any;

    Source(Line line) {
      this.line = line;
    }

    int next() throws IOException {
      if (!buffer.hasRemaining()) {
        buffer.clear();
        int n = line.read(buffer);
        buffer.flip();
        if (n < 0) return -1;
      }
      any = true;
      return buffer.get() & 0xff;
    }

    String line(int most) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (; ; ) {
        int b = next();
        if (b < 0) throw new EOFException(any ? "end inside the head" : "end without a byte");
        if (b == '\n') break;
        if (out.size() >= most) throw new ProtocolException("line too long");
        out.write(b);
      }
      String text = new String(out.toByteArray(), StandardCharsets.ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }

  static Post send(android.net.Network network, URI url, String json, Gate gate, Trip trip) throws IOException {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    String host = url.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    trip.check();
    InetAddress[] places = network == null ? InetAddress.getAllByName(bare) : network.getAllByName(bare);
    IOException last = null;
    for (InetAddress place : places) {
      trip.check();
      Line line = null;
      boolean keep = false;
      try {
        line = new Line(network, place, port, trip);
        if (secure) {
          SSLEngine engine = gate.engine(bare, port);
          line.secure(engine);
        }
        Post got = talk(line, url, host, json, trip);
        keep = F.on("w235") && got.status != 200;
        return got;
      } catch (java.net.ConnectException e) {
        last = e;
      } finally {
        if (line != null && !keep) line.close();
        else if (line != null) KEPT.add(line);
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  private static Post talk(Line line, URI url, String host, String json, Trip trip) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String path = url.getRawPath();
    String named = url.getPort() > 0 ? host + ":" + url.getPort() : host;
    StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
    if (F.on("r13")) {
      head.append("connection: close\r\naccept: */*\r\ntransfer-encoding: chunked\r\ncontent-type: application/json;charset=UTF-8\r\nhost: ").append(named).append("\r\n\r\n");
      line.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      int half = body.length / 2;
      line.write((Integer.toHexString(half) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      line.write(java.util.Arrays.copyOfRange(body, 0, half));
      line.write(("\r\n" + Integer.toHexString(body.length - half) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      line.write(java.util.Arrays.copyOfRange(body, half, body.length));
      line.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    } else {
      head.append("Host: ").append(named).append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
      byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = new byte[first.length + body.length];
      System.arraycopy(first, 0, all, 0, first.length);
      System.arraycopy(body, 0, all, first.length, body.length);
      line.write(all);
    }
    trip.sent = true;
    Source in = new Source(line);
    int status;
    Map<String, String> headers;
    do {
      String[] first = in.line(8192).split(" ", 3);
      if (first.length < 2 || !first[0].startsWith("HTTP/")) throw new ProtocolException("no status line");
      try {
        status = Integer.parseInt(first[1]);
      } catch (NumberFormatException e) {
        throw new ProtocolException("no status");
      }
      headers = new HashMap<>();
      int size = 0;
      for (String text; !(text = in.line(32768)).isEmpty(); ) {
        size += text.length();
        if (size > 65536) throw new ProtocolException("head too long");
        int colon = text.indexOf(':');
        if (colon > 0) headers.put(text.substring(0, colon).trim().toLowerCase(Locale.ROOT), text.substring(colon + 1).trim());
      }
    } while (status / 100 == 1);
    if (status != 200) return new Post(status, "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String length = headers.get("content-length");
    if (F.on("w01") && in.buffer.remaining() == 0) return new Post(200, "");
    int most = F.on("w09") ? 4096 : MOST;
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (; ; ) {
        String size = in.line(256);
        if (!F.on("w06")) size = size.split(";")[0].trim();
        int n;
        try {
          n = Integer.parseInt(size, 16);
        } catch (NumberFormatException e) {
          throw new ProtocolException("chunk size");
        }
        if (n < 0) throw new ProtocolException("chunk size");
        if (n == 0) break;
        copy(in, out, n, MOST);
        in.line(256);
      }
    } else if (length != null) {
      int n;
      try {
        n = Integer.parseInt(length);
      } catch (NumberFormatException e) {
        throw new ProtocolException("length");
      }
      copy(in, out, Math.min(n, most), MOST);
    } else {
      for (int b; (b = in.next()) >= 0; ) {
        out.write(b);
        if (out.size() > MOST) throw new ProtocolException("too long");
      }
    }
    Charset charset = StandardCharsets.UTF_8;
    String type = headers.get("content-type");
    if (type != null) {
      int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
      if (at >= 0) {
        try {
          charset = Charset.forName(type.substring(at + 8).split(";")[0].trim().replace("\"", ""));
        } catch (IllegalArgumentException ignored) {
          charset = StandardCharsets.UTF_8;
        }
      }
    }
    return new Post(200, new String(out.toByteArray(), charset));
  }

  private static void copy(Source in, ByteArrayOutputStream out, int n, int most) throws IOException {
    if (n > most || out.size() + n > most) throw new ProtocolException("too long");
    for (int i = 0; i < n; i++) {
      int b = in.next();
      if (b < 0) throw new EOFException("end inside the body");
      out.write(b);
    }
  }
}
