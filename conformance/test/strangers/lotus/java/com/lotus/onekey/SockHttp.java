package com.lotus.onekey;

import android.net.Network;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** HTTP/1.1 over a socket of the network. */
final class SockHttp {
  private SockHttp() {}

  static String post(Setup setup, Network network, URL url, String body, Call call)
      throws IOException, Fault {
    boolean secure = url.getProtocol().equals("https");
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    InetAddress[] all =
        network == null || Variant.is("wifi-lookup")
            ? InetAddress.getAllByName(url.getHost())
            : network.getAllByName(url.getHost());
    IOException last = null;
    for (InetAddress address : all) {
      Socket plain =
          network == null ? new Socket() : network.getSocketFactory().createSocket();
      if (!call.own(plain::close)) {
        throw new Fault("200023", "the call is over");
      }
      try {
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(address, port), left(call));
      } catch (IOException error) {
        last = error;
        plain.close();
        continue;
      }
      plain.setSoTimeout(left(call));
      Socket socket = plain;
      if (secure) {
        SSLSocket tls =
            (SSLSocket) Trust.factory(setup).createSocket(plain, url.getHost(), port, true);
        SSLParameters p = tls.getSSLParameters();
        p.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(p);
        tls.startHandshake();
        socket = tls;
      }
      try {
        return exchange(socket, url, port, body);
      } finally {
        socket.close();
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  private static int left(Call call) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, call.left()));
  }

  private static String exchange(Socket socket, URL url, int port, String body)
      throws IOException, Fault {
    byte[] bytes = Wire.utf8(body);
    String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + port);
    String head =
        "POST " + url.getFile() + " HTTP/1.1\r\nHost: " + host
            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + bytes.length + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String statusLine = line(in, true);
    String[] parts = statusLine.split(" ");
    if (parts.length < 2 || !parts[0].startsWith("HTTP/")) {
      throw new Fault("200021", "no HTTP");
    }
    int length = -1;
    boolean chunked = false;
    for (String h = line(in, false); !h.isEmpty(); h = line(in, false)) {
      String low = h.toLowerCase(java.util.Locale.ROOT);
      if (low.startsWith("content-length:")) {
        length = Integer.parseInt(low.substring(15).trim());
      }
      chunked |= low.startsWith("transfer-encoding:") && low.contains("chunked");
    }
    if (!parts[1].equals("200")) {
      throw Http.status(Integer.parseInt(parts[1]));
    }
    if (chunked) {
      java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
      while (true) {
        int n = Integer.parseInt(line(in, false).split(";")[0].trim(), 16);
        if (n == 0 || out.size() > Http.LARGEST) {
          break;
        }
        for (int i = 0; i < n; i++) {
          int b = in.read();
          if (b < 0) {
            throw new Fault("200021", "cut off");
          }
          out.write(b);
        }
        line(in, false);
      }
      return out.toString("UTF-8");
    }
    byte[] all = length >= 0 ? whole(in, length) : Http.read(in);
    return new String(all, StandardCharsets.UTF_8);
  }

  private static byte[] whole(InputStream in, int length) throws IOException, Fault {
    if (length > Http.LARGEST) {
      throw new Fault("200021", "the answer is too large");
    }
    byte[] all = new byte[length];
    for (int n = 0; n < length; ) {
      int got = in.read(all, n, length - n);
      if (got < 0) {
        throw new Fault("200021", "the answer is cut off");
      }
      n += got;
    }
    return all;
  }

  private static String line(InputStream in, boolean first) throws IOException, Fault {
    StringBuilder s = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (first && s.length() == 0) {
          throw new EOFException("unexpected end of stream");
        }
        throw new Fault("200021", "the head is cut off");
      }
      if (s.length() > 8192) {
        throw new Fault("200021", "the head is too long");
      }
      if (b != '\r') {
        s.append((char) b);
      }
    }
    return s.toString();
  }
}
